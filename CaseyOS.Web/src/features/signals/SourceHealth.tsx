import type { SourceStatus } from "@/shared/api/types";
import { nameOf, plural } from "@/shared/format/words";
import { Button } from "@/shared/ui/Button";
import { Time } from "@/shared/ui/Time";
import { Widget } from "@/shared/ui/Widget";
import { type useRefreshSignals, useSignalStatus } from "./api";
import "./source-health.css";

const tones: Record<string, string> = {
  ok: "good",
  healthy: "good",
  success: "good",
  running: "busy",
  failed: "bad",
  error: "bad",
};

export function SourceHealth({ refresh }: { refresh: ReturnType<typeof useRefreshSignals> }) {
  const query = useSignalStatus();
  const button = (
    <Button disabled={refresh.isPending} onClick={() => refresh.mutate()}>
      {refresh.isPending ? "Refreshing…" : "Refresh now"}
    </Button>
  );
  return (
    <Widget title="Sources" query={query} aside={button}>
      {({ sources }) => (
        <ul className="sources">
          {sources.map((source) => (
            <Source key={source.source} source={source} />
          ))}
        </ul>
      )}
    </Widget>
  );
}

function Source({ source }: { source: SourceStatus }) {
  return (
    <li className="source">
      <h3>{nameOf(source.source)}</h3>
      <p>
        <span className={`state ${tones[source.status] ?? ""}`}>{source.status}</span>{" "}
        {source.last_success ? <Time at={source.last_success} /> : <span className="muted">never yet</span>}
      </p>
      <p className="muted">
        {plural(source.imported, "record")} read, {plural(source.signals_detected, "signal")}
      </p>
      {source.errors.map((error) => (
        <p className="row-note bad" key={error}>
          {error}
        </p>
      ))}
    </li>
  );
}
