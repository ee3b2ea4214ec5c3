import type { Move, Today } from "@/shared/api/types";

/** What the user can do to a move without executing it. */
export type Change =
  | { kind: "accept" }
  | { kind: "complete" }
  | { kind: "reopen" }
  | { kind: "snooze"; until: string }
  | { kind: "dismiss"; reason?: DismissReason; note?: string };

export type DismissReason = "not_relevant" | "bad_timing" | "already_done" | "wrong_person" | "other";

export const dismissReasons: { reason: DismissReason; label: string }[] = [
  { reason: "not_relevant", label: "Not relevant" },
  { reason: "bad_timing", label: "Bad timing" },
  { reason: "already_done", label: "Already done" },
  { reason: "wrong_person", label: "Wrong person" },
  { reason: "other", label: "Other…" },
];

const most = 10;

/** The list as it will be once the server has agreed: shown at once, taken back if it does not. */
export function afterChange(today: Today, move: Move, change: Change): Today {
  const others = today.today_moves.filter((each) => each.id !== move.id);
  switch (change.kind) {
    case "accept":
      return replaced(today, { ...move, status: "accepted" });
    case "reopen":
      return {
        ...today,
        today_moves: ranked([...others, { ...move, status: "pending" }]),
        total_pending: today.total_pending + (others.length === today.today_moves.length ? 1 : 0),
      };
    case "complete":
    case "snooze":
    case "dismiss":
      return { ...today, today_moves: others, total_pending: Math.max(0, today.total_pending - 1) };
  }
}

const replaced = (today: Today, move: Move): Today => ({
  ...today,
  today_moves: today.today_moves.map((each) => (each.id === move.id ? move : each)),
});

const ranked = (moves: Move[]) => moves.sort((a, b) => b.rank_score - a.rank_score).slice(0, most);

export const saidOf = (change: Change): string =>
  ({ accept: "Accepted", complete: "Done", reopen: "Back on the list", snooze: "Snoozed", dismiss: "Dismissed" })[
    change.kind
  ];
