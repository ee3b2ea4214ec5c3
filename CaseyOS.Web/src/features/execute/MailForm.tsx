import { useId } from "react";
import type { Content, Mode, Preview } from "@/shared/api/types";
import { useTimes } from "@/shared/format/useTimes";
import { Switch } from "@/shared/ui/Switch";
import { About } from "./About";
import { Concerns } from "./Concerns";
import { Drafts } from "./Drafts";
import { type Event, type Flow, type Note, slotProblem } from "./flow";
import { tightest } from "./limits";
import { Modes } from "./Modes";
import { Slots } from "./Slots";

type Open = Extract<Flow, { phase: "ready" | "running" }>;

const labels: Record<Exclude<Content["kind"], "drafts">, { subject: string; body: string }> = {
  mail: { subject: "Subject", body: "Message" },
  task: { subject: "Subject", body: "Text" },
  note: { subject: "Subject", body: "Text" },
  escalation: { subject: "Subject of both", body: "Text of both" },
  meeting: { subject: "Title", body: "Agenda, as the guest reads it" },
};

const undoing: Record<Preview["reversibility"], string> = {
  reversible: "You can undo it.",
  // What happens then says it itself, with the how and the until when.
  compensable: "",
  irreversible: "",
};

const notes: Record<Note, string> = {
  stale: "This changed since you opened it. Here is how it looks now; confirm once more.",
  warned: "Your changes raise something new. Read it, then confirm once more.",
  dry_run_passed: "The dry run passed: every check is green and nothing was created. Confirm to do it for real.",
};

interface Props {
  flow: Open;
  dispatch: (event: Event) => void;
  onMode: (mode: Mode) => void;
  onSlot: (start: string) => void;
}

/** What will happen, to whom, and the text itself, editable until it is confirmed. */
export function MailForm({ flow, dispatch, onMode, onSlot }: Props) {
  const id = useId();
  const { preview: content, what_happens, warnings, reversibility } = flow.preview;
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
      {problem && !slotProblem(problem) && (
        <p className="notice bad" role="alert">
          {problem.message}
        </p>
      )}
      {warnings.map((warning) => (
        <p className="notice" key={warning}>
          {warning}
        </p>
      ))}
      {content.kind === "mail" && <Modes mode={flow.wish.mode} disabled={busy} onChoose={onMode} />}
      <p className="what" aria-live="polite">
        {what_happens} {undoing[reversibility]}
      </p>
      {room && <p className={room.full ? "notice" : "muted"}>{room.words}.</p>}
      <About content={content} />
      <Concerns flow={flow} disabled={busy} dispatch={dispatch} />
      {content.kind === "meeting" && (
        <Slots
          meeting={content}
          chosen={flow.wish.text.slot ?? content.start}
          problem={slotProblem(problem)}
          disabled={busy}
          onChoose={onSlot}
        />
      )}
      {content.kind === "drafts" ? (
        <Drafts
          content={content}
          text={flow.wish.text}
          disabled={busy}
          onEdit={(text) => dispatch({ type: "edited", text })}
        />
      ) : (
        <>
          <label htmlFor={`${id}s`}>{labels[content.kind].subject}</label>
          <input
            id={`${id}s`}
            value={flow.wish.text.subject}
            disabled={busy}
            readOnly={answers}
            title={answers ? "The subject holds the conversation together, so an answer keeps it" : undefined}
            onChange={(event) => dispatch({ type: "edited", text: { subject: event.target.value } })}
          />
          <label htmlFor={`${id}b`}>{labels[content.kind].body}</label>
          <textarea
            id={`${id}b`}
            rows={content.kind === "meeting" ? 6 : 11}
            value={flow.wish.text.body}
            disabled={busy}
            onChange={(event) => dispatch({ type: "edited", text: { body: event.target.value } })}
          />
        </>
      )}
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
