import type { Outcome } from "@/shared/api/types";

type Happened = Pick<Outcome, "execution_id" | "occurred_at">;

/** One mail may lead to several outcomes (a reply, and that it is a positive one): for the user it is one piece of news. */
export const newsKey = (outcome: Happened): string => `${outcome.execution_id} ${outcome.occurred_at}`;

/** What of the list is news to somebody who knows the keys in `known`, each once. */
export function newsIn<T extends Happened>(items: readonly T[], known: ReadonlySet<string>): T[] {
  const fresh = new Map(items.map((outcome) => [newsKey(outcome), outcome]));
  return [...fresh].filter(([key]) => !known.has(key)).map(([, outcome]) => outcome);
}
