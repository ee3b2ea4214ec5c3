import { Link } from "wouter";
import type { Signal } from "@/shared/api/types";
import { nameOf, words } from "@/shared/format/words";
import { Time } from "@/shared/ui/Time";
import { facts } from "./facts";

const results: Record<Signal["result"], string> = {
  queued: "became a move",
  strengthened: "strengthened a move",
  dropped: "no move",
};

export function SignalRow({ signal, detailed = false }: { signal: Signal; detailed?: boolean }) {
  return (
    <li className="row">
      <div className="row-text">
        {signal.item_id ? (
          <Link className="row-title" href={`/queue/${signal.item_id}`} title={signal.item_title ?? undefined}>
            {signal.title ?? signal.item_title ?? words(signal.type)}
          </Link>
        ) : (
          <span className="row-title">{signal.title ?? words(signal.type)}</span>
        )}
        <p className="row-meta">
          {(signal.item_id || signal.title) && <span className="state">{words(signal.type)}</span>}
          <Time at={signal.detected_at} />
          {detailed && <span>{nameOf(signal.source)}</span>}
          {detailed && <span>{results[signal.result]}</span>}
        </p>
        {detailed && <Facts payload={signal.payload} />}
        {signal.reason && <p className="row-note">{signal.reason}</p>}
      </div>
    </li>
  );
}

function Facts({ payload }: { payload: Signal["payload"] }) {
  const shown = facts(payload);
  if (shown.length === 0) return null;
  return (
    <p className="row-meta">
      {shown.map((fact) => (
        <span key={fact.name} title={fact.exact}>
          {fact.name} {fact.value}
        </span>
      ))}
    </p>
  );
}
