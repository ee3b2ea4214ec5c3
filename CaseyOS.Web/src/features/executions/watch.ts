import type { Watch } from "@/shared/api/types";

const ends: Record<NonNullable<Watch["ended_because"]>, string> = {
  replied: "They have answered.",
  bounced: "The mail came back.",
  no_response: "Nobody answered.",
  draft_abandoned: "The draft was never sent.",
  draft_deleted: "You deleted the draft.",
  cancelled: "You stopped watching.",
  done: "It is done.",
  rolled_back: "You took it back.",
  failed: "It failed.",
};

/** Whether something is still awaited, so that one can stop waiting for it. */
export const isWaiting = ({ state }: Pick<Watch, "state">): boolean =>
  state === "waiting_for_sending" || state === "waiting_for_reply";

/** What is awaited and until when, in one sentence; `moment` writes a time for the reader. */
export function standing(watch: Omit<Watch, "timeline">, moment: (iso: string) => string): string {
  if (watch.state === "ended") return watch.ended_because ? ends[watch.ended_because] : "Not watched.";
  if (!isWaiting(watch)) return watch.waiting_for ?? "";
  const until = watch.until ? ` until ${moment(watch.until)}` : "";
  const next = watch.next_check && watch.next_check !== watch.until ? `; next look at ${moment(watch.next_check)}` : "";
  return `Waiting for ${inside(watch.waiting_for ?? "an outcome.")}${until}${next}.`;
}

// A sentence becomes part of another one.
const inside = (sentence: string) => sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, "");
