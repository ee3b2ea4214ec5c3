import type { Problem } from "@/shared/api/problem";
import type { Concern, Execution, Mode, Preview } from "@/shared/api/types";

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

/** What is to be done: how, with which text, and which concerns the user has overruled. */
export interface Wish {
  mode: Mode;
  text: Text;
  overruled: readonly Concern["kind"][];
}

/** One confirmed try. Trying it again sends the same key and body, so that it cannot happen twice. */
export interface Attempt {
  key: string;
  wish: Wish;
  dryRun: boolean;
  token: string;
  /** Wait for room when a limit is reached, instead of being refused. */
  queue?: boolean;
}

export type Note = "stale" | "warned" | "dry_run_passed";

interface Ready {
  preview: Preview;
  wish: Wish;
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
  | { type: "mode_chosen"; mode: Mode }
  | { type: "overruled"; kind: Concern["kind"]; by: boolean }
  | { type: "previewed_again"; preview: Preview }
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
  wish: from.wish,
  dryRun: from.dryRun,
});

/** Pure: every step of executing one move, so that no order of answers and clicks can surprise. */
export function step(flow: Flow, event: Event): Flow {
  switch (event.type) {
    case "reload":
      return initial;
    case "previewed":
      return flow.phase === "loading"
        ? { phase: "ready", preview: event.preview, wish: wishOf(event.preview), dryRun: false }
        : flow;
    case "preview_failed":
      if (flow.phase === "ready") return { ...ready(flow), problem: event.problem };
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
    case "edited": {
      // What was wrong with one time says nothing about another.
      const { problem, ...rest } = flow;
      const wish = { ...flow.wish, text: { ...flow.wish.text, ...event.text } };
      return problem && event.text.slot === undefined ? { ...rest, wish, problem } : { ...rest, wish };
    }
    case "dry_run_switched":
      return { ...ready(flow), dryRun: !flow.dryRun };
    case "mode_chosen":
      return { ...ready(flow), wish: { ...flow.wish, mode: event.mode } };
    case "overruled":
      return { ...ready(flow), wish: { ...flow.wish, overruled: overruledBy(flow.wish, event.kind, event.by) } };
    // The answer to a mode that is no longer wanted comes too late.
    case "previewed_again":
      return event.preview.mode === flow.wish.mode ? { ...flow, preview: event.preview } : flow;
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
      return {
        ...ready(flow),
        wish: { ...flow.wish, text: keepEdits(flow, event.preview) },
        preview: event.preview,
        note: "stale",
      };
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

const wishOf = (preview: Preview): Wish => ({ mode: preview.mode, text: textOf(preview), overruled: [] });

const overruledBy = ({ overruled }: Wish, kind: Concern["kind"], by: boolean) =>
  by ? [...overruled.filter((other) => other !== kind), kind] : overruled.filter((other) => other !== kind);

export const isEdited = (text: Text, preview: Preview): boolean => !sameText(text, textOf(preview));

const keepEdits = (flow: Ready, fresh: Preview): Text =>
  isEdited(flow.wish.text, flow.preview) ? flow.wish.text : textOf(fresh);

/** Whether what was previewed is what is wished: a token binds text, mode and what was overruled. */
export const isPreviewed = ({ wish, preview }: Ready): boolean =>
  preview.mode === wish.mode &&
  !isEdited(wish.text, preview) &&
  preview.concerns.every(({ kind, overruled }) => overruled === wish.overruled.includes(kind));

/** What is wrong with the chosen time; it is said beside the field. */
export const slotProblem = (problem: Problem | undefined): string | undefined =>
  problem?.body.errors?.["overrides.slot"]?.[0];

/** Whether it can be confirmed: a possible time is chosen, and nothing is left to be overruled. */
export const isComplete = (flow: Ready & { problem?: Problem }): boolean =>
  flow.wish.text.slot !== "" && !slotProblem(flow.problem) && openConcerns(flow).length === 0;

/** What still speaks against it and must be overruled first. */
export const openConcerns = ({ wish, preview }: Ready): Concern[] =>
  preview.mode === wish.mode ? preview.concerns.filter(({ kind }) => !wish.overruled.includes(kind)) : [];

/** The attempt that a confirmation makes: the failed one again when nothing changed since, otherwise a new one. */
export function attemptFor(state: Ready & { failed?: Attempt }, preview: Preview, newKey: () => string): Attempt {
  const { failed, wish, dryRun } = state;
  if (failed && failed.dryRun === dryRun && sameWish(failed.wish, wish)) return failed;
  return { key: newKey(), wish, dryRun, token: preview.confirm_token };
}

const sameWish = (a: Wish, b: Wish): boolean =>
  a.mode === b.mode && sameText(a.text, b.text) && a.overruled.join() === b.overruled.join();

/** The same moment, however it is written. */
export const sameTime = (a: string | undefined, b: string | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && Date.parse(a) === Date.parse(b));

export const sameText = (a: Text, b: Text): boolean =>
  a.subject === b.subject &&
  a.body === b.body &&
  sameTime(a.slot, b.slot) &&
  a.draft_to_self === b.draft_to_self &&
  a.drafts?.length === b.drafts?.length &&
  (a.drafts ?? []).every((text, index) => text === b.drafts?.[index]);

/** What the user has not been shown yet: it wants another look before anything is done. */
export const hasNews = (shown: Preview, fresh: Preview): boolean =>
  fresh.warnings.some((warning) => !shown.warnings.includes(warning)) ||
  fresh.concerns.some(({ kind }) => !shown.concerns.some((known) => known.kind === kind)) ||
  fresh.what_happens !== shown.what_happens;
