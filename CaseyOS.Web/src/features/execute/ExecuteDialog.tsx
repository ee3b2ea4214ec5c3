import { useEffect } from "react";
import type { Move } from "@/shared/api/types";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Skeleton } from "@/shared/ui/Skeleton";
import { effectOf, effectOfResult } from "./effects";
import { type Flow, isComplete, slotProblem } from "./flow";
import { MailForm } from "./MailForm";
import { Outcome } from "./Outcome";
import { useExecute } from "./useExecute";
import "./execute.css";

export function ExecuteDialog({ move, onClose }: { move: Move; onClose: () => void }) {
  const run = useExecute(move);
  const { flow } = run;
  const held = flow.phase === "done" && flow.execution.status === "holding";
  // From here on the countdown at the foot of every page has it, where it can be called off.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is held
  useEffect(() => {
    if (held) onClose();
  }, [held]);
  return (
    <Dialog
      title={titleOf(flow, move)}
      wide
      onClose={onClose}
      onConfirm={() => run.confirm()}
      footer={<Footer {...run} onClose={onClose} />}
    >
      {flow.phase === "loading" && <Skeleton rows={5} />}
      {flow.phase === "unavailable" && (
        <p className="notice bad" role="alert">
          {flow.problem.message}
        </p>
      )}
      {(flow.phase === "ready" || flow.phase === "running") && (
        <MailForm flow={flow} dispatch={run.dispatch} onMode={run.choose} onSlot={run.pick} />
      )}
      {flow.phase === "done" && <Outcome flow={flow} />}
    </Dialog>
  );
}

function titleOf(flow: Flow, move: Move): string {
  if (flow.phase !== "done") return move.title;
  const { status } = flow.execution;
  const effect = effectOfResult(flow.execution);
  if (status === "queued") return "Queued";
  if (status === "cancelled") return "Called off";
  return status === "succeeded" ? effect.done : status === "rolled_back" ? effect.undone : "Not done";
}

type FooterProps = ReturnType<typeof useExecute> & { onClose: () => void };

function Footer({ flow, load, confirm, undo, onClose }: FooterProps) {
  if (flow.phase === "done") {
    const { execution, undoing } = flow;
    return (
      <>
        {execution.reversible && ["succeeded", "queued"].includes(execution.status) && (
          <Button disabled={undoing} onClick={undo}>
            {undoing ? "Undoing…" : execution.status === "queued" ? "Call it off" : "Undo"}
          </Button>
        )}
        <Button kind="primary" onClick={onClose}>
          Close
        </Button>
      </>
    );
  }
  const running = flow.phase === "running";
  return (
    <>
      <Button onClick={onClose}>{running ? "Close" : "Cancel"}</Button>
      {flow.phase === "ready" && flow.problem?.code === "rate_limited" && (
        <Button onClick={() => confirm(true)}>Do it when there is room</Button>
      )}
      {flow.phase === "unavailable" ? (
        <Button kind="primary" onClick={load}>
          Try again
        </Button>
      ) : (
        <Button
          kind="primary"
          keyHint="Ctrl ↵"
          disabled={flow.phase !== "ready" || !isComplete(flow)}
          onClick={() => confirm()}
        >
          {confirmWords(flow)}
        </Button>
      )}
    </>
  );
}

function confirmWords(flow: Flow): string {
  if (flow.phase !== "ready" && flow.phase !== "running") return "Execute";
  const effect = effectOf(flow.preview.preview.kind, flow.wish.mode);
  if (flow.phase === "running") return flow.dryRun ? "Rehearsing…" : effect.running;
  if (flow.dryRun) return "Run dry";
  return flow.problem && !slotProblem(flow.problem) ? "Try again" : effect.confirm;
}
