import type { Move } from "@/shared/api/types";

/** "Ada Lund · Northwind": who a move is about. */
export const who = (move: Pick<Move, "contact" | "company" | "deal">): string =>
  [move.contact?.name, move.company?.name].filter(Boolean).join(" · ") || (move.deal?.name ?? "");

/** In a row the title mostly names the company already; the room is better spent on the reason. */
export const whoBeside = (move: Pick<Move, "title" | "contact" | "company" | "deal">): string =>
  move.contact && move.company && move.title.includes(move.company.name) ? move.contact.name : who(move);

/** In a row the badge already says how urgent it is: "High priority because a $50k deal …" → "because a $50k deal …". */
export const because = (reasoning: string): string => reasoning.replace(/^\w+ priority (?=because )/, "");
