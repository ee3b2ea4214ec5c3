import type { Problem } from "@/shared/api/problem";
import type { Execution, Preview } from "@/shared/api/types";

/** What the user may change before confirming. */
export interface Text {
  subject?: string;
  body?: string;
  /** When a meeting begins. */
  slot?: string;
  /** The texts of content drafts, in their order. */
  drafts?: string[];
  draft_to_self?: boolean;
}

/** One confirmed try. Trying it again sends the same key and body, so that it cannot happen twice. */
export interface Attempt {
  key: string;
  text: Text;
  dryRun: boolean;
  token: string;
  /** Wait for room when a limit is reached, instead of being refused. */
  queue?: boolean;
}

export type Note = "stale" | "warned" | "dry_run_passed";

interface Ready {
  preview: Preview;
  text: Text;
  dryRun: boolean;
}

export type Flow =
  | { phase: "loading" }
  | { phase: "unavailable"; problem: Problem }
  | (Ready & { phase: "ready"; note?: Note; problem?: Problem; failed?: Attempt })
  | (Ready & { phase: "running"; attempt: Attempt | null })
  | { phase: "done"; execution: Execution; undoing: boolean; problem?: Problem };

export type Event =
  | { type: "reload" }
  | { type: "previewed"; preview: Preview }
  | { type: "preview_failed"; problem: Problem }
  | { type: "edited"; text: Partial<Text> }
  | { type: "dry_run_switched" }
  | { type: "confirmed" }
  | { type: "warned"; preview: Preview }
  | { type: "attempted"; attempt: Attempt; preview: Preview }
  | { type: "dry_run_passed" }
  | { type: "executed"; execution: Execution }
  | { type: "stale"; preview: Preview }
  | { type: "failed"; problem: Problem }
  | { type: "undo_started" }
  | { type: "undone"; execution: Execution }
  | { type: "undo_failed"; problem: Problem };

export const initial: Flow = { phase: "loading" };

function textOf({ preview }: Preview): Text {
  if (preview.kind === "drafts")
    return { drafts: preview.drafts.map(({ text }) => text), draft_to_self: preview.draft_to_self ?? false };
  const { subject, body } = preview;
  return preview.kind === "meeting" ? { subject, body, slot: preview.start } : { subject, body };
}
const ready = (from: Ready) => ({
  phase: "ready" as const,
  preview: from.preview,
  text: from.text,
  dryRun: from.dryRun,
});

/** Pure: every step of executing one move, so that no order of answers and clicks can surprise. */
export function step(flow: Flow, event: Event): Flow {
  switch (event.type) {
    case "reload":
      return initial;
    case "previewed":
      return flow.phase === "loading"
        ? { phase: "ready", preview: event.preview, text: textOf(event.preview), dryRun: false }
        : flow;
    case "preview_failed":
      return flow.phase === "loading" ? { phase: "unavailable", problem: event.problem } : flow;
    case "executed":
      return { phase: "done", execution: event.execution, undoing: false };
    default:
      break;
  }
  if (flow.phase === "ready") return stepReady(flow, event);
  if (flow.phase === "running") return stepRunning(flow, event);
  if (flow.phase === "done") return stepDone(flow, event);
  return flow;
}

function stepReady(flow: Flow & { phase: "ready" }, event: Event): Flow {
  switch (event.type) {
    case "edited":
      return { ...flow, text: { ...flow.text, ...event.text } };
    case "dry_run_switched":
      return { ...ready(flow), dryRun: !flow.dryRun };
    case "confirmed":
      return { ...ready(flow), phase: "running", attempt: null };
    default:
      return flow;
  }
}

function stepRunning(flow: Flow & { phase: "running" }, event: Event): Flow {
  switch (event.type) {
    case "attempted":
      return { ...flow, preview: event.preview, attempt: event.attempt };
    case "warned":
      return { ...ready(flow), preview: event.preview, note: "warned" };
    case "dry_run_passed":
      return { ...ready(flow), dryRun: false, note: "dry_run_passed" };
    // What was written by hand stays; what is shown around it is new and wants a new confirmation.
    case "stale":
      return { ...ready(flow), text: keepEdits(flow, event.preview), preview: event.preview, note: "stale" };
    case "failed":
      return { ...ready(flow), problem: event.problem, ...(flow.attempt ? { failed: flow.attempt } : {}) };
    default:
      return flow;
  }
}

function stepDone(flow: Flow & { phase: "done" }, event: Event): Flow {
  switch (event.type) {
    case "undo_started":
      return { phase: "done", execution: flow.execution, undoing: true };
    case "undone":
      return { phase: "done", execution: event.execution, undoing: false };
    case "undo_failed":
      return { ...flow, undoing: false, problem: event.problem };
    default:
      return flow;
  }
}

export const isEdited = (text: Text, preview: Preview): boolean => !sameText(text, textOf(preview));

const keepEdits = (flow: Ready, fresh: Preview): Text =>
  isEdited(flow.text, flow.preview) ? flow.text : textOf(fresh);

/** The attempt that a confirmation makes: the failed one again when nothing changed since, otherwise a new one. */
export function attemptFor(state: Ready & { failed?: Attempt }, preview: Preview, newKey: () => string): Attempt {
  const { failed, text, dryRun } = state;
  if (failed && failed.dryRun === dryRun && sameText(failed.text, text)) return failed;
  return { key: newKey(), text, dryRun, token: preview.confirm_token };
}

export const sameText = (a: Text, b: Text): boolean =>
  a.subject === b.subject &&
  a.body === b.body &&
  a.slot === b.slot &&
  a.draft_to_self === b.draft_to_self &&
  a.drafts?.length === b.drafts?.length &&
  (a.drafts ?? []).every((text, index) => text === b.drafts?.[index]);

/** Warnings that the user has not been shown yet: they want another look before anything is done. */
export const hasNewWarnings = (shown: Preview, fresh: Preview): boolean =>
  fresh.warnings.some((warning) => !shown.warnings.includes(warning));
