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
          {result?.kind === "escalation" && result.draft_link && (
            <p>
              <a className="link" href={result.draft_link} target="_blank" rel="noreferrer">
                Open the draft in Gmail
              </a>
            </p>
          )}
          {result?.kind === "drafts" && result.markdown && (
            <p>
              <a className="link" href={result.markdown} download="drafts.md">
                Download as Markdown
              </a>
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

function happened({ item_title, result }: Execution): string {
  switch (result?.kind) {
    case "task":
      return `The task for “${item_title}” is in HubSpot.`;
    case "note":
      return `The note for “${item_title}” is in HubSpot, and kept on the move's page.`;
    case "meeting":
      return `“${item_title}” is in your calendar, and ${result.attendees.join(", ")} is invited. The answer will show up here.`;
    case "escalation":
      return `The task for “${item_title}” is in HubSpot, and the draft in your mailbox. Nothing is sent before you send it.`;
    case "drafts":
      return `The drafts for “${item_title}” are kept on the move's page.${result.gmail_draft_id ? " They are in your mailbox too." : ""}`;
    default:
      return `The draft for “${item_title}” is in your mailbox. Send it from there; the answer will show up here.`;
  }
}
