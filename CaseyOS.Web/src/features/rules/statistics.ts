import type { Rule } from "@/shared/api/types";
import { words } from "@/shared/format/words";

/** "12 moves, 5 taken up (63 %), 3 dismissed (2 not relevant, 1 bad timing), 4 executed, 1 answered". */
export function statisticsOf({ statistics }: Rule): string {
  const { shown, strengthened, accepted, acceptance_rate, dismissed, dismissed_because, executed, replied } =
    statistics;
  if (shown + strengthened === 0) return "Has not fired yet.";
  const reasons = Object.entries(dismissed_because)
    .sort(([, one], [, other]) => other - one)
    .map(([reason, count]) => `${count} ${words(reason).toLowerCase()}`);
  const parts = [
    `${shown} ${shown === 1 ? "move" : "moves"}`,
    strengthened > 0 && `${strengthened} strengthened`,
    accepted > 0 &&
      `${accepted} taken up${acceptance_rate === null ? "" : ` (${Math.round(acceptance_rate * 100)} %)`}`,
    dismissed > 0 && `${dismissed} dismissed (${reasons.join(", ")})`,
    executed > 0 && `${executed} executed`,
    replied > 0 && `${replied} answered`,
  ];
  return `${parts.filter(Boolean).join(", ")}.`;
}
