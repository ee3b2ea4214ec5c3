import { useId } from "react";
import { useTimes } from "@/shared/format/useTimes";
import { Switch } from "@/shared/ui/Switch";
import { About } from "./About";
import type { Event, Flow, Note } from "./flow";
import { tightest } from "./limits";

type Open = Extract<Flow, { phase: "ready" | "running" }>;

const notes: Record<Note, string> = {
  stale: "This changed since you opened it. Here is how it looks now; confirm once more.",
  warned: "Your changes raise something new. Read it, then confirm once more.",
  dry_run_passed: "The dry run passed: every check is green and nothing was created. Confirm to do it for real.",
};

/** What will happen, to whom, and the text itself, editable until it is confirmed. */
export function MailForm({ flow, dispatch }: { flow: Open; dispatch: (event: Event) => void }) {
  const id = useId();
  const { preview: content, what_happens, warnings, reversible } = flow.preview;
  const answers = content.kind === "mail" && Boolean(content.thread_id);
  const { clock } = useTimes();
  const room = tightest(flow.preview.limits, clock);
  const busy = flow.phase === "running";
  const note = flow.phase === "ready" ? flow.note : undefined;
  const problem = flow.phase === "ready" ? flow.problem : undefined;
  return (
    <div className="mail">
      <div role="status">
        {note && <p className={note === "dry_run_passed" ? "notice good" : "notice"}>{notes[note]}</p>}
        {busy && <span className="sr-only">Working…</span>}
      </div>
      {problem && (
        <p className="notice bad" role="alert">
          {problem.message}
        </p>
      )}
      {warnings.map((warning) => (
        <p className="notice" key={warning}>
          {warning}
        </p>
      ))}
      <p className="what">
        {what_happens} {reversible ? "You can undo it." : "It cannot be undone."}
      </p>
      {room && <p className={room.full ? "notice" : "muted"}>{room.words}.</p>}
      <About content={content} />
      <label htmlFor={`${id}s`}>Subject</label>
      <input
        id={`${id}s`}
        value={flow.text.subject}
        disabled={busy}
        readOnly={answers}
        title={answers ? "The subject holds the conversation together, so an answer keeps it" : undefined}
        onChange={(event) => dispatch({ type: "edited", text: { subject: event.target.value } })}
      />
      <label htmlFor={`${id}b`}>{content.kind === "mail" ? "Message" : "Text"}</label>
      <textarea
        id={`${id}b`}
        rows={11}
        value={flow.text.body}
        disabled={busy}
        onChange={(event) => dispatch({ type: "edited", text: { body: event.target.value } })}
      />
      <Switch
        label="Dry run"
        detail="every check, no effect"
        checked={flow.dryRun}
        disabled={busy}
        onChange={() => dispatch({ type: "dry_run_switched" })}
      />
    </div>
  );
}
