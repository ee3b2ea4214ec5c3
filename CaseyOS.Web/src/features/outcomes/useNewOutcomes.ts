import { useEffect, useRef } from "react";
import type { Outcome } from "@/shared/api/types";
import { useRecentOutcomes } from "./api";

/** Calls back once for each outcome that arrives while the page is open. */
export function useNewOutcomes(onOutcome: (outcome: Outcome) => void): void {
  const { data } = useRecentOutcomes();
  const seen = useRef<Set<string> | null>(null);
  useEffect(() => {
    if (!data) return;
    const known = seen.current;
    seen.current = new Set([...(known ?? []), ...data.items.map((outcome) => outcome.id)]);
    // The first answer is what was there before; only later ones are news.
    if (known) for (const outcome of data.items) if (!known.has(outcome.id)) onOutcome(outcome);
  }, [data, onOutcome]);
}
