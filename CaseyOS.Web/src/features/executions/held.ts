import type { Execution } from "@/shared/api/types";
import { undoneWords } from "./state";

/** Whether it is known what became of a mail that was held. */
export const hasEnded = ({ status }: Pick<Execution, "status">): boolean =>
  ["succeeded", "failed", "cancelled", "rolled_back"].includes(status);

/** What happens to a held mail, at this moment. */
export function heldWords(execution: Execution, now: number): string {
  const to = execution.recipient ?? "them";
  if (execution.status === "withdrawing") return execution.error ?? `Calling off the mail to ${to}…`;
  if (execution.error) return `Not sent to ${to} yet. ${execution.error}`;
  const left = execution.status === "holding" ? secondsLeft(execution, now) : 0;
  return left > 0 ? `Sending to ${to} in ${left} s` : `Sending to ${to}…`;
}

export const secondsLeft = ({ hold_until }: Execution, now: number): number =>
  hold_until ? Math.max(0, Math.ceil((Date.parse(hold_until) - now) / 1_000)) : 0;

/** What became of it, for a notification. */
export function endWords(execution: Execution): { text: string; tone: "good" | "bad" | "neutral" } {
  if (execution.status === "succeeded")
    return { text: `Sent to ${execution.recipient ?? "them"}: ${execution.item_title}`, tone: "good" };
  if (execution.status === "failed")
    return { text: `${execution.item_title}: ${execution.error ?? "It was not sent."}`, tone: "bad" };
  return { text: `${undoneWords(execution)}: ${execution.item_title}`, tone: "neutral" };
}
