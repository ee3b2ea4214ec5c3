import { Link } from "wouter";
import type { Execution } from "@/shared/api/types";
import { places } from "@/shared/format/places";
import { words } from "@/shared/format/words";
import { Button } from "@/shared/ui/Button";
import { Time } from "@/shared/ui/Time";
import { useRollBack } from "./api";
import { Kept } from "./Kept";
import { canUndo, stateOf } from "./state";
import { WatchOf } from "./WatchOf";

interface Props {
  execution: Execution;
  detailed?: boolean;
  /** With what is still awaited of it, and what happened since the click. */
  watched?: boolean;
}

/** One execution: what happened, what it led to, and the way back while there is one. */
export function ExecutionRow({ execution, detailed = false, watched = false }: Props) {
  const rollBack = useRollBack();
  const state = stateOf(execution);
  return (
    <li className="row">
      <div className="row-text">
        <Link href={`/queue/${execution.item_id}`} className="row-title" title={execution.item_title}>
          {execution.item_title}
        </Link>
        <p className="row-meta">
          <span className={`state ${state.tone}`} title={execution.outcome?.evidence}>
            {state.word}
          </span>{" "}
          <Time at={execution.finished_at ?? execution.started_at} />
          {detailed && <Details execution={execution} />}
          {execution.result?.link && execution.status === "succeeded" && !isSent(execution) && (
            <a className="link" href={execution.result.link} target="_blank" rel="noreferrer">
              {places[execution.result.kind].name}
              <span className="sr-only">: {execution.item_title}</span>
            </a>
          )}
        </p>
        {execution.error && <p className="row-note bad">{execution.error}</p>}
        {detailed && execution.outcome && <p className="row-note">{execution.outcome.evidence}</p>}
        {watched && execution.content && <Kept content={execution.content} execution={execution} />}
        {watched && execution.watch && <WatchOf execution={execution} watch={execution.watch} />}
      </div>
      {canUndo(execution) && (
        <Button
          kind="quiet"
          disabled={rollBack.isPending}
          aria-label={`Undo: ${execution.item_title}`}
          onClick={() => rollBack.mutate(execution)}
        >
          {rollBack.isPending ? "Undoing…" : "Undo"}
        </Button>
      )}
    </li>
  );
}

/** The link opens the draft, which is gone once it is sent. */
const isSent = ({ result }: Execution): boolean => result?.kind === "mail" && result.sent === true;

/** A draft that we send is made by one and sent, or taken back, by another. */
const usual = ({ mode }: Execution): number => (mode === "send" ? 2 : 1);

function Details({ execution }: { execution: Execution }) {
  return (
    <>
      <span>{words(execution.action_type)}</span>
      {(execution.result?.kind ?? "mail") === "mail" && <span>{execution.mode}</span>}
      {execution.duration_ms !== null && <span>{(execution.duration_ms / 1000).toFixed(1)} s</span>}
      {execution.attempts > usual(execution) && <span>{execution.attempts} attempts</span>}
      {execution.status === "succeeded" &&
        (execution.result?.kind === "mail" || execution.result?.kind === "meeting") && (
          <span>{execution.result.hubspot_logged ? "in HubSpot" : "not in HubSpot"}</span>
        )}
      <span>by {execution.executed_by}</span>
    </>
  );
}
