import type { Content, Execution } from "@/shared/api/types";
import "./kept.css";

/** What an execution keeps for reading: a briefing, a report, drafts. */
export function Kept({ content, execution }: { content: Content; execution: Execution }) {
  if (content.kind !== "note" && content.kind !== "drafts") return null;
  return (
    <section className="kept" aria-label={`Kept: ${content.subject}`}>
      {content.kind === "note" ? (
        <>
          <h3>{content.subject}</h3>
          <p className="kept-text">{content.body}</p>
        </>
      ) : (
        content.drafts.map((draft) => (
          <div key={draft.name}>
            <h3>
              {draft.name}
              {draft.subject && `: ${draft.subject}`}
            </h3>
            <p className="kept-text">{draft.text}</p>
          </div>
        ))
      )}
      <a className="link" href={`/api/executions/${execution.id}/content.md`} download={`${execution.action_type}.md`}>
        Download as Markdown
      </a>
    </section>
  );
}
