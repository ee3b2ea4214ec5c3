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
      {({ sources, last_webhook, hubspot_calls_left_today, poisoned }) => (
        <>
          {refresh.job && <Progress job={refresh.job} />}
          <ul className="sources">
            {sources.map((source) => (
              <Source key={source.source} source={source} />
            ))}
          </ul>
          <p className="muted">
            {last_webhook ? (
              <>
                HubSpot last told us of a change <Time at={last_webhook} />.
              </>
            ) : (
              "HubSpot has not told us of any change yet; polls find them."
            )}
            {hubspot_calls_left_today !== null && ` ${hubspot_calls_left_today.toLocaleString("en")} calls left today.`}
          </p>
          {poisoned > 0 && (
            <p className="row-note bad">
              {plural(poisoned, "message")} could not be processed. An administrator finds them on the page System.
            </p>
          )}
        </>
      )}
    </Widget>
  );
}

function Source({ source }: { source: SourceStatus }) {
  const state =
    source.is_stale && source.status !== "failed" ? { word: "Out of date", tone: "bad" } : states[source.status];
  return (
    <li className="source">
      <h3>{nameOf(source.source)}</h3>
      <p>
        <span className={`state ${state.tone}`}>{state.word}</span>{" "}
        {source.last_success && <Time at={source.last_success} />}
      </p>
      <p className="muted">
        {source.expected > source.imported
          ? `${source.imported} of ${plural(source.expected, "record")} read, `
          : `${plural(source.imported, "record")} read, `}
        {plural(source.signals_detected, "signal")}
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
