import type { Move } from "@/shared/api/types";
import { nameOf, words } from "@/shared/format/words";
import { Time } from "@/shared/ui/Time";
import { Drivers } from "./Drivers";
import { MoveActions, type MoveHandlers, type MoveMenu } from "./MoveActions";
import { ScoreBadge } from "./ScoreBadge";
import "./move-details.css";

interface Props {
  move: Move;
  handlers: MoveHandlers;
  menu: MoveMenu;
  onMenu: (menu: MoveMenu) => void;
}

export function MoveDetails({ move, handlers, menu, onMenu }: Props) {
  return (
    <div className="details">
      <div className="details-head">
        <ScoreBadge score={move.priority_score} />
        <p>{move.reasoning}</p>
      </div>
      {move.outcome && (
        <p className="notice good">
          <strong>{words(move.outcome.type)}.</strong> {move.outcome.evidence} <Time at={move.outcome.occurred_at} />
        </p>
      )}
      <MoveActions move={move} handlers={handlers} menu={menu} onMenu={onMenu} />
      {move.description && <p>{move.description}</p>}
      <Drivers drivers={move.drivers} base={move.base_score} />
      {move.learning.reason && <p>{move.learning.reason}</p>}
      {move.would_change && (
        <p>
          <strong>What would change it:</strong> {move.would_change}
        </p>
      )}
      <Facts move={move} />
    </div>
  );
}

function Facts({ move }: { move: Move }) {
  const facts: [string, React.ReactNode][] = [
    ["Status", words(move.status)],
    ["Contact", move.contact?.name],
    ["Company", move.company?.name],
    ["Deal", move.deal?.name],
    ["Action", words(move.action_type)],
    ["Domain", nameOf(move.domain)],
    ["Signal", move.signal_type && words(move.signal_type)],
    ["Due", move.due_by && <Time at={move.due_by} as="due" />],
    ["Back", move.snoozed_until && <Time at={move.snoozed_until} as="due" />],
    ["Blocked by", move.blocked_by],
    ["Dismissed because", move.skip_reason && words(move.skip_reason)],
    ["Proposed", <Time key="at" at={move.created_at} />],
  ];
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
