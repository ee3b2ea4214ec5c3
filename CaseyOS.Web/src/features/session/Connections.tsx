import { useState } from "react";
import type { Connection } from "@/shared/api/types";
import { nameOf } from "@/shared/format/words";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Widget } from "@/shared/ui/Widget";
import { useConnections, useDisconnect } from "./api";

/** What the program can reach, what is wrong with it, and how to end it. */
export function Connections() {
  const [leaving, setLeaving] = useState<Connection | null>(null);
  const disconnect = useDisconnect();
  const end = (connection: Connection) => {
    setLeaving(null);
    disconnect.mutate(connection.provider);
  };
  return (
    <>
      <Widget title="Connections" query={useConnections()} skeletonRows={2}>
        {({ items }) => (
          <ul className="rows">
            {items.map((connection) => (
              <li className="row" key={connection.provider}>
                <div className="row-text">
                  <span className="row-title">{nameOf(connection.provider)}</span>
                  <p className="row-meta">
                    <span className={`state ${connection.connected ? "good" : "bad"}`}>
                      {connection.connected ? "Connected" : "Not connected"}
                    </span>
                    {connection.account}
                  </p>
                  {connection.problem && <p className="row-note bad">{connection.problem}</p>}
                </div>
                <div className="row-actions">
                  {connection.action && (
                    <a className="button" href={connection.action}>
                      Connect<span className="sr-only"> {nameOf(connection.provider)}</span>
                    </a>
                  )}
                  {connection.can_disconnect && (
                    <Button disabled={disconnect.isPending} onClick={() => setLeaving(connection)}>
                      Disconnect<span className="sr-only"> {nameOf(connection.provider)}</span>
                    </Button>
                  )}
                </div>
              </li>
            ))}
          </ul>
        )}
      </Widget>
      {leaving && (
        <Dialog
          title={`Disconnect ${nameOf(leaving.provider)}?`}
          onClose={() => setLeaving(null)}
          onConfirm={() => end(leaving)}
          footer={
            <>
              <Button onClick={() => setLeaving(null)}>Keep it</Button>
              <Button kind="danger" onClick={() => end(leaving)}>
                Disconnect
              </Button>
            </>
          }
        >
          <p>Nothing is read from there and nothing is done there until it is connected again.</p>
        </Dialog>
      )}
    </>
  );
}
