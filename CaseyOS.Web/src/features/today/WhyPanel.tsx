import { Link } from "wouter";
import type { Move } from "@/shared/api/types";
import { Drivers } from "./Drivers";
import { MoveActions, type MoveHandlers } from "./MoveActions";
import { ScoreBadge } from "./ScoreBadge";
import { who } from "./who";
import "./why-panel.css";

/** Beside the list: why the move that the user looks at is where it is. */
export function WhyPanel({ move, handlers }: { move: Move; handlers: MoveHandlers }) {
  return (
    <section className="why-panel" aria-label="Why this move">
      <header>
        <ScoreBadge score={move.priority_score} />
        <div>
          <h2>{move.title}</h2>
          <p className="muted">{who(move)}</p>
        </div>
      </header>
      <p>{move.reasoning}</p>
      <Drivers drivers={move.drivers} base={move.base_score} />
      <MoveActions move={move} handlers={handlers} />
      <Link className="link" href={`/queue/${move.id}`}>
        Why? What would change it, and its history
      </Link>
    </section>
  );
}
