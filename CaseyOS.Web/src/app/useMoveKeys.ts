import { useState } from "react";
import type { MoveHandlers, MoveMenu } from "@/features/today/MoveActions";
import type { Move } from "@/shared/api/types";
import type { Handlers } from "@/shared/keys/useKeys";

/** The same keys on a move's own page as in the list. */
export function useMoveKeys(move: Move | undefined, handlers: MoveHandlers) {
  const [menu, setMenu] = useState<MoveMenu>(null);
  const open = move && (move.status === "pending" || move.status === "accepted");
  const keys: Handlers = open
    ? {
        accept: () => move.status === "pending" && handlers.change(move, { kind: "accept" }),
        done: () => handlers.change(move, { kind: "complete" }),
        execute: () => move.can_execute && handlers.execute(move),
        snooze: () => setMenu("snooze"),
        dismiss: () => setMenu("dismiss"),
      }
    : {};
  return { keys, menu, setMenu };
}
