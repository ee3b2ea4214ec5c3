import type { Move } from "@/shared/api/types";

/** "Ada Lund · Northwind": who a move is about. */
export const who = (move: Pick<Move, "contact" | "company" | "deal">): string =>
  [move.contact?.name, move.company?.name].filter(Boolean).join(" · ") || (move.deal?.name ?? "");
