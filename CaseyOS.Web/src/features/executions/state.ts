import type { Execution } from "@/shared/api/types";
import { words } from "@/shared/format/words";

const fates: Record<Execution["draft_fate"], string> = {
  unsent: "Draft created",
  sent_unchanged: "Sent by you",
  sent_edited: "Edited and sent by you",
  deleted: "Draft deleted by you",
};

const fateOf = ({ mode, draft_fate }: Execution): string =>
  mode === "send" && draft_fate === "sent_unchanged" ? "Sent" : fates[draft_fate];

const made: Partial<Record<string, string>> = {
  task: "Task created",
  note: "Note kept",
  meeting: "Invitation sent",
  escalation: "Escalated",
  drafts: "Drafts kept",
};

const successes: Partial<Record<string, string>> = { email_replied: "Replied", meeting_booked: "Booked" };

const undone: Partial<Record<string, string>> = {
  task: "Task archived",
  note: "Note archived",
  meeting: "Meeting cancelled",
  escalation: "Taken back",
  drafts: "Drafts deleted",
};

/** What an undo has done. */
export function undoneWords(execution: Execution): string {
  if (execution.status === "withdrawing")
    return execution.error ?? "It will not be sent; its draft is deleted as soon as that is possible";
  if (execution.status === "cancelled") return "Called off";
  return undone[execution.result?.kind ?? "mail"] ?? "Draft deleted";
}

/** Whether there is a way back at this moment. */
export const canUndo = ({ reversible, status }: Pick<Execution, "reversible" | "status">): boolean =>
  reversible && ["succeeded", "queued", "holding"].includes(status);

/** An execution's state as one word and one tone; what came back counts more than what went out. */
export function stateOf(execution: Execution): { word: string; tone: "good" | "bad" | "busy" | "plain" } {
  if (execution.outcome) {
    const success = successes[execution.outcome.type];
    return { word: success ?? words(execution.outcome.type), tone: success ? "good" : "plain" };
  }
  switch (execution.status) {
    case "succeeded":
      return { word: made[execution.result?.kind ?? "mail"] ?? fateOf(execution), tone: "plain" };
    case "failed":
      return { word: "Failed", tone: "bad" };
    case "holding":
      return { word: "Held", tone: "busy" };
    case "sending":
      return { word: "Sending", tone: "busy" };
    case "queued":
      return { word: "Queued", tone: "busy" };
    case "cancelled":
      return { word: "Called off", tone: "plain" };
    case "rolled_back":
      return { word: "Undone", tone: "plain" };
    default:
      return { word: "Running", tone: "busy" };
  }
}
