import type { Connection, Me } from "@/shared/api/types";
import { nameOf } from "@/shared/format/words";
import { useConnections } from "./api";
import "./banners.css";

/** What needs the user before anything else can work, and whether any of this is real. */
export function Banners({ me }: { me: Me }) {
  const connections = useConnections();
  const broken = connections.data?.items.filter((connection) => connection.problem) ?? [];
  return (
    <>
      {broken.map((connection) => (
        <BrokenConnection key={connection.provider} connection={connection} />
      ))}
      {me.sandbox && (
        <aside className="banner" aria-label="Sandbox">
          <strong>Sandbox</strong>
          <span className="more">Invented people, real mechanics. Nothing leaves this machine.</span>
          {me.sandbox_url && (
            <a className="link" href={me.sandbox_url} target="_blank" rel="noreferrer">
              Open the sandbox mailbox
            </a>
          )}
        </aside>
      )}
    </>
  );
}

function BrokenConnection({ connection }: { connection: Connection }) {
  return (
    <div className="banner warning" role="alert">
      <strong>{nameOf(connection.provider)}</strong> {connection.problem}
      {connection.action && (
        <a className="link" href={connection.action}>
          Reconnect
        </a>
      )}
    </div>
  );
}
