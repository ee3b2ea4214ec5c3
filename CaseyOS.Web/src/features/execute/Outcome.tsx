import type { Flow } from "./flow";

/** What came of it, where to see it, and what cannot be taken back. */
export function Outcome({ flow }: { flow: Extract<Flow, { phase: "done" }> }) {
  const { execution, problem } = flow;
  const { result } = execution;
  return (
    <div className="outcome" role="status">
      {execution.status === "succeeded" && (
        <>
          <p>
            The draft for “{execution.item_title}” is in your mailbox. Send it from there; the answer will show up here.
          </p>
          {result?.link && (
            <p>
              <a className="link" href={result.link} target="_blank" rel="noreferrer">
                Open the draft in Gmail
              </a>
            </p>
          )}
          <p className="muted">
            {result?.hubspot_logged ? "Logged in HubSpot." : (result?.hubspot_problem ?? "Not logged in HubSpot yet.")}
          </p>
        </>
      )}
      {execution.status === "rolled_back" && <p>The draft is gone. Nothing was sent.</p>}
      {execution.status === "failed" && (
        <p className="notice bad">{execution.error ?? "It failed. Nothing was left behind."}</p>
      )}
      {!["succeeded", "rolled_back", "failed"].includes(execution.status) && (
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
