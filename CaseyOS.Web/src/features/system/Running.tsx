import { useState } from "react";
import type { Orchestration } from "@/shared/api/types";
import { useTimes } from "@/shared/format/useTimes";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Empty } from "@/shared/ui/Empty";
import { Time } from "@/shared/ui/Time";
import { Widget } from "@/shared/ui/Widget";
import { useRunning, useTerminate } from "./api";
import { runName, waitsFor } from "./words";
import "./system.css";

/** Runs that go on: what each waits for, and a way to end it. */
export function Running() {
  const query = useRunning();
  const terminate = useTerminate();
  const [doomed, setDoomed] = useState<Orchestration | null>(null);
  const end = (run: Orchestration) => {
    setDoomed(null);
    terminate.mutate(run.id);
  };
  return (
    <>
      <Widget title="Running" query={query}>
        {({ items, next_cursor }) =>
          items.length === 0 ? (
            <Empty title="Nothing runs">Executions that wait for an answer and jobs would show here.</Empty>
          ) : (
            <>
              <ul className="rows">
                {items.map((run) => (
                  <Run key={run.id} run={run} isBusy={terminate.isPending} onEnd={() => setDoomed(run)} />
                ))}
              </ul>
              {next_cursor && <p className="muted">There are more than these {items.length}.</p>}
            </>
          )
        }
      </Widget>
      {doomed && (
        <Dialog
          title="End this run?"
          onClose={() => setDoomed(null)}
          onConfirm={() => end(doomed)}
          footer={
            <>
              <Button onClick={() => setDoomed(null)}>Let it run</Button>
              <Button kind="danger" onClick={() => end(doomed)}>
                End it
              </Button>
            </>
          }
        >
          <p>
            {runName(doomed.name)} ({doomed.id})
          </p>
          <p className="muted">What it has done stays done. What it waits for is given up.</p>
        </Dialog>
      )}
    </>
  );
}

function Run({ run, isBusy, onEnd }: { run: Orchestration; isBusy: boolean; onEnd: () => void }) {
  const times = useTimes();
  return (
    <li className="row">
      <div className="row-text">
        <span className="row-title" title={run.id}>
          {runName(run.name)}
        </span>
        <p className="row-meta">
          <span>
            began <Time at={run.created_at} />
          </span>
          {run.waits_for.map((wait) => (
            <span key={`${wait.kind} ${wait.name} ${wait.until}`}>{waitsFor(wait, times.due)}</span>
          ))}
        </p>
      </div>
      <div className="row-actions">
        <Button disabled={isBusy} onClick={onEnd}>
          End<span className="sr-only"> {run.id}</span>
        </Button>
      </div>
    </li>
  );
}
