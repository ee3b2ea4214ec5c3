import type { SourceStatus } from "@/shared/api/types";
import { nameOf, plural } from "@/shared/format/words";
import { Progress } from "@/shared/jobs/Progress";
import { Button } from "@/shared/ui/Button";
import { Time } from "@/shared/ui/Time";
import { Widget } from "@/shared/ui/Widget";
import { type useRefreshSignals, useSignalStatus } from "./api";
import "./source-health.css";

const states: Record<SourceStatus["status"], { word: string; tone: string }> = {
  success: { word: "Up to date", tone: "good" },
  partial: { word: "Partly read", tone: "bad" },
  failed: { word: "Failed", tone: "bad" },
  never: { word: "Not asked yet", tone: "" },
};

export function SourceHealth({ refresh }: { refresh: ReturnType<typeof useRefreshSignals> }) {
  const query = useSignalStatus();
  const button = (
    <Button disabled={refresh.isBusy} onClick={refresh.start}>
      {refresh.isBusy ? "Refreshing…" : "Refresh now"}
    </Button>
  );
  return (
    <Widget title="Sources" query={query} aside={button}>
      {({ sources }) => (
        <>
          {refresh.job && <Progress job={refresh.job} />}
          <ul className="sources">
            {sources.map((source) => (
              <Source key={source.source} source={source} />
            ))}
          </ul>
        </>
      )}
    </Widget>
  );
}

function Source({ source }: { source: SourceStatus }) {
  return (
    <li className="source">
      <h3>{nameOf(source.source)}</h3>
      <p>
        <span className={`state ${states[source.status].tone}`}>{states[source.status].word}</span>{" "}
        {source.last_success && <Time at={source.last_success} />}
      </p>
      <p className="muted">
        {plural(source.imported, "record")} read, {plural(source.signals_detected, "signal")}
      </p>
      {source.notes.map((note) => (
        <p className="row-note" key={note}>
          {note}
        </p>
      ))}
      {source.errors.map((error) => (
        <p className="row-note bad" key={error}>
          {error}
        </p>
      ))}
    </li>
  );
}
