import { describe, expect, it } from "vitest";
import { Problem } from "@/shared/api/problem";
import type { Execution, Preview } from "@/shared/api/types";
import {
  type Attempt,
  attemptFor,
  type Event,
  type Flow,
  hasNews,
  initial,
  isComplete,
  isEdited,
  isPreviewed,
  openConcerns,
  sameTime,
  slotProblem,
  step,
} from "./flow";

const preview = (subject: string, token = "t1", warnings: string[] = [], part: Partial<Preview> = {}) =>
  ({
    preview: { subject, body: "Hi" },
    mode: "draft",
    confirm_token: token,
    warnings,
    concerns: [],
    ...part,
  }) as unknown as Preview;
const run = (...events: Event[]) => events.reduce(step, initial);
const shown: Event = { type: "previewed", preview: preview("Lanes") };
const problem = new Problem(503, { detail: "Gmail is down." });
const wish = { mode: "draft", text: { subject: "Lanes", body: "Hi" }, overruled: [] } as const;
const attempt: Attempt = { key: "k1", wish, dryRun: false, token: "t1" };
const attempted: Event = { type: "attempted", attempt, preview: preview("Lanes") };
const ready = (flow: Flow) => {
  if (flow.phase !== "ready") throw new Error(`Expected ready, found ${flow.phase}.`);
  return flow;
};

describe("step", () => {
  it("shows the preview as editable text, for real unless a dry run is asked for", () =>
    expect(ready(run(shown))).toMatchObject({ wish: { text: { subject: "Lanes", body: "Hi" } }, dryRun: false }));

  it("says why there is no preview, and can load again", () => {
    const failed = run({ type: "preview_failed", problem });
    expect(failed).toEqual({ phase: "unavailable", problem });
    expect(step(failed, { type: "reload" })).toEqual(initial);
  });

  it("takes no second confirmation and no edit while one runs", () => {
    const running = run(shown, { type: "confirmed" }, attempted);
    expect(step(running, { type: "confirmed" })).toBe(running);
    expect(step(running, { type: "edited", text: { body: "Other" } })).toBe(running);
  });

  it("comes back from a dry run ready to do it for real", () =>
    expect(
      ready(run(shown, { type: "dry_run_switched" }, { type: "confirmed" }, attempted, { type: "dry_run_passed" })),
    ).toMatchObject({ dryRun: false, note: "dry_run_passed" }));

  it("shows the new preview when the world has moved, and keeps what was written by hand", () => {
    const fresh: Event = { type: "stale", preview: preview("Re: Lanes", "t2") };
    expect(ready(run(shown, { type: "confirmed" }, attempted, fresh)).wish.text.subject).toBe("Re: Lanes");
    const edited = run(shown, { type: "edited", text: { subject: "Mine" } }, { type: "confirmed" }, fresh);
    expect(ready(edited)).toMatchObject({ wish: { text: { subject: "Mine" } }, note: "stale" });
  });

  it("keeps a failed attempt for the next try", () =>
    expect(ready(run(shown, { type: "confirmed" }, attempted, { type: "failed", problem }))).toMatchObject({
      problem,
      failed: attempt,
    }));

  it("undoes once, and says when it could not", () => {
    const done = run(
      shown,
      { type: "confirmed" },
      { type: "executed", execution: { status: "succeeded" } as Execution },
    );
    const undoing = step(done, { type: "undo_started" });
    expect(undoing).toMatchObject({ phase: "done", undoing: true });
    expect(step(undoing, { type: "undo_failed", problem })).toMatchObject({ undoing: false, problem });
    expect(step(undoing, { type: "undone", execution: { status: "rolled_back" } as Execution })).toMatchObject({
      execution: { status: "rolled_back" },
      undoing: false,
    });
  });
});

describe("attemptFor", () => {
  const failed = ready(run(shown, { type: "confirmed" }, attempted, { type: "failed", problem }));

  it("repeats the same attempt when nothing changed, key and token included", () =>
    expect(attemptFor(failed, preview("Lanes", "t2"), () => "k2")).toBe(attempt));

  it("is a new attempt with a new key when the text or the dry run changed", () => {
    const edited = ready(step(failed, { type: "edited", text: { body: "Other" } }));
    expect(attemptFor(edited, preview("Lanes", "t2"), () => "k2")).toMatchObject({ key: "k2", token: "t2" });
    const rehearsed = ready(step(failed, { type: "dry_run_switched" }));
    expect(attemptFor(rehearsed, preview("Lanes"), () => "k3")).toMatchObject({ key: "k3", dryRun: true });
  });
});

describe("sending", () => {
  const against = {
    concerns: [{ kind: "second_mail", text: "You wrote today.", overruled: false }],
  } as Partial<Preview>;
  const send = (part: Partial<Preview> = {}) => preview("Lanes", "t2", [], { mode: "send", ...part });
  const chosen = run(shown, { type: "mode_chosen", mode: "send" });

  it("is never chosen for the user", () => expect(ready(run(shown)).wish.mode).toBe("draft"));

  it("wants a preview of its own, and keeps the text", () => {
    const edited = run(shown, { type: "edited", text: { body: "Mine" } }, { type: "mode_chosen", mode: "send" });
    expect(ready(edited).wish).toMatchObject({ mode: "send", text: { body: "Mine" } });
    expect(isPreviewed(ready(chosen))).toBe(false);
    expect(isPreviewed(ready(step(chosen, { type: "previewed_again", preview: send() })))).toBe(true);
  });

  it("takes no preview of a mode that is no longer wanted", () => {
    const back = step(chosen, { type: "mode_chosen", mode: "draft" });
    expect(ready(step(back, { type: "previewed_again", preview: send() })).preview.mode).toBe("draft");
  });

  it("needs every concern overruled, and then a token that says so", () => {
    const warned = ready(step(chosen, { type: "previewed_again", preview: send(against) }));
    expect(openConcerns(warned)).toHaveLength(1);
    const overruled = ready(step(warned, { type: "overruled", kind: "second_mail", by: true }));
    expect(openConcerns(overruled)).toHaveLength(0);
    expect(isPreviewed(overruled)).toBe(false);
    const taken = ready(step(overruled, { type: "overruled", kind: "second_mail", by: false }));
    expect(openConcerns(taken)).toHaveLength(1);
  });

  it("says what stands in the way of the other mode and stays where it is", () =>
    expect(ready(step(chosen, { type: "preview_failed", problem }))).toMatchObject({
      problem,
      wish: { mode: "send" },
    }));

  it("is another attempt than the draft that failed", () => {
    const failed = ready(run(shown, { type: "confirmed" }, attempted, { type: "failed", problem }));
    const other = ready(step(failed, { type: "mode_chosen", mode: "send" }));
    expect(attemptFor(other, send(), () => "k2")).toMatchObject({ key: "k2", wish: { mode: "send" } });
  });
});

describe("another time for a meeting", () => {
  const meeting = preview("Lanes", "t1", [], {
    preview: { kind: "meeting", subject: "Lanes", body: "1.", start: "2026-11-24T09:00:00+00:00" },
  } as unknown as Partial<Preview>);
  const open = run({ type: "previewed", preview: meeting });
  const past = new Problem(400, {
    detail: "Choose a time in the future.",
    errors: { "overrides.slot": ["Choose a time in the future."] },
  });

  it("is the same moment however it is written", () => {
    expect(sameTime("2026-11-24T09:00:00.000Z", "2026-11-24T09:00:00+00:00")).toBe(true);
    expect(sameTime("2026-11-24T09:00:00.000Z", "")).toBe(false);
    const written = step(open, { type: "edited", text: { slot: "2026-11-24T09:00:00.000Z" } });
    expect(isPreviewed(ready(written))).toBe(true);
  });

  it("is wrong until another one is chosen", () => {
    const refused = step(open, { type: "preview_failed", problem: past });
    expect(slotProblem(ready(refused).problem)).toBe("Choose a time in the future.");
    expect(isComplete(ready(refused))).toBe(false);
    expect(ready(step(refused, { type: "edited", text: { body: "2." } })).problem).toBe(past);
    expect(ready(step(refused, { type: "edited", text: { slot: "2026-11-25T09:00:00Z" } })).problem).toBeUndefined();
  });

  it("has to be complete before it can be confirmed", () => {
    expect(isComplete(ready(open))).toBe(true);
    expect(isComplete(ready(step(open, { type: "edited", text: { slot: "" } })))).toBe(false);
  });
});

it("only what was not shown yet asks for another look", () => {
  expect(hasNews(preview("a", "t", ["old"]), preview("a", "t", ["old"]))).toBe(false);
  expect(hasNews(preview("a"), preview("a", "t", ["new"]))).toBe(true);
  expect(hasNews(preview("a"), preview("a", "t", [], { what_happens: "Sends at once." }))).toBe(true);
});

describe("isEdited", () => {
  const drafts = {
    preview: { kind: "drafts", drafts: [{ name: "Post 1", text: "One" }], draft_to_self: false },
  } as unknown as Preview;

  it("knows when a time, a draft or the wish for a copy is another one", () => {
    const meeting = {
      preview: { kind: "meeting", subject: "Lanes", body: "1.", start: "2026-11-24T09:00:00Z" },
    } as unknown as Preview;
    const slot = (start: string) => ({ subject: "Lanes", body: "1.", slot: start });
    expect(isEdited(slot("2026-11-24T09:00:00Z"), meeting)).toBe(false);
    expect(isEdited(slot("2026-11-24T13:00:00Z"), meeting)).toBe(true);
    expect(isEdited({ drafts: ["One"], draft_to_self: false }, drafts)).toBe(false);
    expect(isEdited({ drafts: ["Two"], draft_to_self: false }, drafts)).toBe(true);
    expect(isEdited({ drafts: ["One"], draft_to_self: true }, drafts)).toBe(true);
  });
});
