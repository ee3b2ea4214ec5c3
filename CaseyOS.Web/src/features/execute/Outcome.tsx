import type { Execution } from "@/shared/api/types";
import { places } from "@/shared/format/places";
import { effectOfResult } from "./effects";
import type { Flow } from "./flow";

/** What came of it, where to see it, and what cannot be taken back. */
export function Outcome({ flow }: { flow: Extract<Flow, { phase: "done" }> }) {
  const { execution, problem } = flow;
  const { result } = execution;
  return (
    <div className="outcome" role="status">
      {execution.status === "succeeded" && (
        <>
          <p>{happened(execution)}</p>
          {result?.link && (
            <p>
              <a className="link" href={result.link} target="_blank" rel="noreferrer">
                {places[result.kind].open}
              </a>
              {result.kind === "meeting" && result.meeting_link && (
                <>
                  {" · "}
                  <a className="link" href={result.meeting_link} target="_blank" rel="noreferrer">
                    Video call
                  </a>
                </>
              )}
            </p>
          )}
          {(result?.kind === "mail" || result?.kind === "meeting") && (
            <p className="muted">
              {result.hubspot_logged ? "Logged in HubSpot." : (result.hubspot_problem ?? "Not logged in HubSpot yet.")}
            </p>
          )}
        </>
      )}
      {execution.status === "queued" && (
        <p>It waits for room within the hourly limit and is then done by itself. Until then it can be called off.</p>
      )}
      {execution.status === "cancelled" && <p>Nothing was done; the move is back on the list.</p>}
      {execution.status === "rolled_back" && <p>{effectOfResult(execution).nothingLeft}</p>}
      {execution.status === "failed" && (
        <p className="notice bad">{execution.error ?? "It failed. Nothing was left behind."}</p>
      )}
      {!["succeeded", "rolled_back", "failed", "queued", "cancelled"].includes(execution.status) && (
        <p>Still at it. The execution history shows when it is done.</p>
      )}
      {problem && (
        <p className="notice bad" role="alert">
          {problem.message}
        </p>
      )}
    </div>
  );
}

const happened = ({ item_title, result }: Execution): string =>
  result?.kind === "task"
    ? `The task for “${item_title}” is in HubSpot.`
    : result?.kind === "note"
      ? `The note for “${item_title}” is in HubSpot.`
      : result?.kind === "meeting"
        ? `“${item_title}” is in your calendar, and ${result.attendees.join(", ")} is invited. The answer will show up here.`
        : `The draft for “${item_title}” is in your mailbox. Send it from there; the answer will show up here.`;
