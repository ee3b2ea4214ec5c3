import type { Content, Execution, Mode } from "@/shared/api/types";

interface Effect {
  /** On the button. */
  confirm: string;
  running: string;
  /** Above the result, and in the notification when the dialog was closed. */
  done: string;
  undone: string;
  nothingLeft: string;
}

const mail: Effect = {
  confirm: "Create draft",
  running: "Creating the draft…",
  done: "Draft created",
  undone: "Draft deleted",
  nothingLeft: "The draft is gone. Nothing was sent.",
};
const sending: Effect = {
  confirm: "Send",
  running: "Making the draft…",
  done: "Sent",
  undone: "Called off",
  nothingLeft: "The draft is gone. Nothing was sent.",
};
const task: Effect = {
  confirm: "Create task",
  running: "Creating the task…",
  done: "Task created",
  undone: "Task archived",
  nothingLeft: "The task is off every timeline in HubSpot.",
};
const note: Effect = {
  confirm: "Keep note",
  running: "Writing the note…",
  done: "Note kept",
  undone: "Note archived",
  nothingLeft: "The note is off every timeline in HubSpot.",
};
const meeting: Effect = {
  confirm: "Book and invite",
  running: "Booking the meeting…",
  done: "Meeting booked",
  undone: "Meeting cancelled",
  nothingLeft: "The meeting is off your calendar, and the guest was told.",
};

const escalation: Effect = {
  confirm: "Escalate",
  running: "Escalating…",
  done: "Escalated",
  undone: "Taken back",
  nothingLeft: "The task is off every timeline in HubSpot, and the draft is gone. Nothing was sent.",
};
const drafts: Effect = {
  confirm: "Keep drafts",
  running: "Keeping the drafts…",
  done: "Drafts kept",
  undone: "Drafts deleted",
  nothingLeft: "The drafts are deleted. Nothing was published.",
};

const effects: Record<Content["kind"], Effect> = { mail, task, note, meeting, escalation, drafts };

/** What an action's effect is called on the page. */
export const effectOf = (kind: Content["kind"] | undefined, mode: Mode): Effect =>
  mode === "send" ? sending : effects[kind ?? "mail"];

export const effectOfResult = (execution: Execution): Effect => effectOf(execution.result?.kind, execution.mode);
