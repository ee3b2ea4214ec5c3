import { memo } from "react";
import { Link } from "wouter";
import type { Move } from "@/shared/api/types";
import { learningHint } from "@/shared/format/words";
import { Time } from "@/shared/ui/Time";
import { ActionIcon } from "./ActionIcon";
import { MoveActions, type MoveHandlers, type MoveMenu } from "./MoveActions";
import { ScoreBadge } from "./ScoreBadge";
import { because, whoBeside } from "./who";
import "./move-row.css";

interface Props {
  move: Move;
  rank: number;
  selected: boolean;
  menu: MoveMenu;
  onMenu: (menu: MoveMenu) => void;
  handlers: MoveHandlers;
  onPoint: (id: string | null) => void;
  onSelect: (id: string) => void;
}

export const MoveRow = memo(function MoveRow({
  move,
  rank,
  selected,
  menu,
  onMenu,
  handlers,
  onPoint,
  onSelect,
}: Props) {
  const hint = learningHint(move.learning);
  return (
    <li
      className="move"
      aria-current={selected ? "true" : undefined}
      data-move={move.id}
      onMouseEnter={() => onPoint(move.id)}
      onMouseLeave={() => onPoint(null)}
      onFocus={() => onSelect(move.id)}
    >
      <span className="rank muted">
        <span className="sr-only">Rank </span>
        {rank}
      </span>
      <ScoreBadge score={move.priority_score} />
      <div className="move-text">
        <h3 className="truncate">
          <Link href={`/queue/${move.id}`} className="move-title" title={move.title}>
            {move.title}
          </Link>
          {move.status === "accepted" && <span className="mark">Accepted</span>}
        </h3>
        <p className="move-meta">
          <ActionIcon type={move.action_type} />
          <span className="who">{whoBeside(move)}</span> <span className="reason">{because(move.reasoning)}</span>
        </p>
      </div>
      <MoveActions move={move} handlers={handlers} menu={menu} onMenu={onMenu} compact />
      <div className="move-side">
        {move.due_by && <Time at={move.due_by} as="due" />}
        {hint && (
          <span className="hint" title={move.learning.reason ?? undefined}>
            {hint}
          </span>
        )}
      </div>
    </li>
  );
});
