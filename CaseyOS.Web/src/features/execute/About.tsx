import type { Content } from "@/shared/api/types";
import { useTimes } from "@/shared/format/useTimes";

/** To whom a mail goes, who is invited, who gets the task, or what a record hangs on and when it is due. */
export function About({ content }: { content: Content }) {
  const { due, exact } = useTimes();
  if (content.kind === "mail") {
    return (
      <p className="to">
        <span className="muted">To</span> {content.to_name} <span className="muted">{content.to}</span>
        {content.thread_id && <span className="in-thread">in your thread with them</span>}
      </p>
    );
  }
  if (content.kind === "meeting") {
    return (
      <p className="to">
        <span className="muted">With</span> {content.to_name} <span className="muted">{content.to}</span>
        {!content.guest_visible && <span className="in-thread">(calendar not visible)</span>}
      </p>
    );
  }
  if (content.kind === "escalation") {
    return (
      <div>
        <p className="to">
          <span className="muted">Task for</span> {content.owner_name}
          <span className="in-thread" title={exact(content.due_at)}>
            due {due(content.due_at)}, high priority
          </span>
        </p>
        <p className="to">
          <span className="muted">Draft to</span> {content.to_name} <span className="muted">{content.to}</span>
        </p>
      </div>
    );
  }
  if (content.kind === "drafts") return null;
  return (
    <p className="to">
      <span className="muted">About</span> {content.about ?? "nobody in HubSpot"}
      {content.kind === "note" && content.health != null && (
        <span className="in-thread">
          health {content.health} of 100, risk {content.risk}
        </span>
      )}
      {content.kind === "task" && (
        <span className="in-thread" title={exact(content.due_at)}>
          due {due(content.due_at)}
          {content.urgent && ", high priority"}
        </span>
      )}
    </p>
  );
}
