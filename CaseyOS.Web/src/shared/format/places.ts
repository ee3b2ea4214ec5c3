import type { Execution } from "@/shared/api/types";

type Kind = NonNullable<Execution["result"]>["kind"];

/** Where the result of an execution is to be seen. */
export const places: Record<Kind, { name: string; open: string }> = {
  mail: { name: "Gmail", open: "Open the draft in Gmail" },
  task: { name: "HubSpot", open: "Open it in HubSpot" },
  note: { name: "HubSpot", open: "Open it in HubSpot" },
  escalation: { name: "HubSpot", open: "Open the task in HubSpot" },
  drafts: { name: "Gmail", open: "Open the draft in Gmail" },
  meeting: { name: "Calendar", open: "Open it in Google Calendar" },
};
