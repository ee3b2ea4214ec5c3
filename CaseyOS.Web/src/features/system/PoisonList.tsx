import { useState } from "react";
import type { PoisonedMessage } from "@/shared/api/types";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Empty } from "@/shared/ui/Empty";
import { Time } from "@/shared/ui/Time";
import { Widget } from "@/shared/ui/Widget";
import { usePoison, usePoisonActions } from "./api";
import "./system.css";

/** Messages that failed five times: why, and what to do about each. */
export function PoisonList() {
  const query = usePoison();
  const { retry, retryAll, discard, isBusy } = usePoisonActions();
  const [doomed, setDoomed] = useState<PoisonedMessage | null>(null);
  const total = query.data?.total ?? 0;
  const drop = (message: PoisonedMessage) => {
    setDoomed(null);
    discard.mutate(message.id);
  };
  const all = total > 1 && (
    <Button disabled={isBusy} onClick={() => retryAll.mutate()}>
      Retry all
    </Button>
  );
  return (
    <>
      <Widget title="Could not be processed" query={query} aside={all}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="Nothing is stuck">What fails five times would lie here with its reason.</Empty>
          ) : (
            <>
              <ul className="rows">
                {items.map((message) => (
                  <li className="row" key={message.id}>
                    <div className="row-text">
                      <span className="row-title">{message.what}</span>
                      <p className="row-meta">
                        <Time at={message.failed_at} />
                      </p>
                      <p className="row-note bad">{message.reason ?? "The program ended before it could say why."}</p>
                    </div>
                    <div className="row-actions">
                      <Button disabled={isBusy} onClick={() => retry.mutate(message.id)}>
                        Retry<span className="sr-only"> {message.what}</span>
                      </Button>
                      <Button disabled={isBusy} onClick={() => setDoomed(message)}>
                        Discard<span className="sr-only"> {message.what}</span>
                      </Button>
                    </div>
                  </li>
                ))}
              </ul>
              {total > items.length && <p className="muted">{total - items.length} more behind these.</p>}
            </>
          )
        }
      </Widget>
      {doomed && (
        <Dialog
          title="Discard this message?"
          onClose={() => setDoomed(null)}
          onConfirm={() => drop(doomed)}
          footer={
            <>
              <Button onClick={() => setDoomed(null)}>Keep it</Button>
              <Button kind="danger" onClick={() => drop(doomed)}>
                Discard
              </Button>
            </>
          }
        >
          <p>{doomed.what}</p>
          <p className="muted">It is deleted for good. What it would have led to does not happen.</p>
        </Dialog>
      )}
    </>
  );
}
