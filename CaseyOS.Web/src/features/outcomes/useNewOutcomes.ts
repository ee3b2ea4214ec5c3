import { useEffect, useRef } from "react";
import type { Outcome } from "@/shared/api/types";
import { useRecentOutcomes } from "./api";
import { newsIn, newsKey } from "./news";

/** Calls back once for everything that happens while the page is open. */
export function useNewOutcomes(onOutcome: (outcome: Outcome) => void): void {
  const { data } = useRecentOutcomes();
  const seen = useRef<Set<string> | null>(null);
  useEffect(() => {
    if (!data) return;
    const known = seen.current;
    seen.current = new Set([...(known ?? []), ...data.items.map(newsKey)]);
    // The first answer is what was there before; only later ones are news.
    if (known) newsIn(data.items, known).forEach(onOutcome);
  }, [data, onOutcome]);
}
