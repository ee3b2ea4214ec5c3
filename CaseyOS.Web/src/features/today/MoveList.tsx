import { useCallback, useEffect, useRef, useState } from "react";
import type { Move } from "@/shared/api/types";
import { useKeys } from "@/shared/keys/useKeys";
import type { MoveHandlers, MoveMenu } from "./MoveActions";
import { MoveRow } from "./MoveRow";
import { useSelection } from "./selection";

interface Props {
  moves: readonly Move[];
  handlers: MoveHandlers;
  /** Told which move the user looks at: under the cursor, or else selected. */
  onLook: (move: Move | null) => void;
}

export function MoveList({ moves, handlers, onLook }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const [ids, setIds] = useState<readonly string[]>([]);
  const [pointed, setPointed] = useState<string | null>(null);
  const [menu, setMenu] = useState<MoveMenu>(null);
  const { selected, select, step } = useSelection(ids);

  const current = moves.map((move) => move.id);
  if (current.join() !== ids.join()) setIds(current);

  const chosen = moves.find((move) => move.id === selected) ?? null;
  const looked = moves.find((move) => move.id === pointed) ?? chosen;
  useEffect(() => onLook(looked), [looked, onLook]);

  const stepping = useFollowingFocus(list, selected);
  const go = (by: 1 | -1) => () => {
    stepping.current = true;
    step(by);
  };
  const act = (command: (move: Move) => void) => () => chosen && command(chosen);
  useKeys({
    next: go(1),
    previous: go(-1),
    accept: act((move) => move.status === "pending" && handlers.change(move, { kind: "accept" })),
    done: act((move) => handlers.change(move, { kind: "complete" })),
    execute: act((move) => move.can_execute && handlers.execute(move)),
    snooze: act(() => setMenu("snooze")),
    dismiss: act(() => setMenu("dismiss")),
  });

  const point = useCallback((id: string | null) => setPointed(id), []);
  return (
    <ol className="moves" ref={list}>
      {moves.map((move, index) => (
        <MoveRow
          key={move.id}
          move={move}
          rank={index + 1}
          selected={move.id === selected}
          menu={move.id === selected ? menu : null}
          onMenu={setMenu}
          handlers={handlers}
          onPoint={point}
          onSelect={select}
        />
      ))}
    </ol>
  );
}

/** Focus goes with the selection when it is in the list or was lost with a removed row; the view only for the user's own steps. */
function useFollowingFocus(list: React.RefObject<HTMLOListElement | null>, selected: string | null) {
  const stepping = useRef(false);
  const shown = useRef(selected);
  useEffect(() => {
    const row = selected && list.current?.querySelector<HTMLElement>(`[data-move="${selected}"]`);
    const before = shown.current;
    shown.current = selected;
    // The first selection is the page's own idea and takes no focus.
    if (!row || selected === before || before === null) return;
    const focused = document.activeElement;
    const free = focused === document.body || (list.current?.contains(focused) ?? false);
    if (free && !row.contains(focused)) row.querySelector<HTMLElement>(".move-title")?.focus({ preventScroll: true });
    if (stepping.current) row.scrollIntoView({ block: "nearest" });
    stepping.current = false;
  }, [selected, list]);
  return stepping;
}
