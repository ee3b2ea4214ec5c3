import { describe, expect, it } from "vitest";
import { Problem } from "@/shared/api/problem";
import type { Execution, Preview } from "@/shared/api/types";
import { type Attempt, attemptFor, type Event, type Flow, hasNewWarnings, initial, isEdited, step } from "./flow";

const preview = (subject: string, token = "t1", warnings: string[] = []) =>
  ({ preview: { subject, body: "Hi" }, confirm_token: token, warnings }) as unknown as Preview;
const run = (...events: Event[]) => events.reduce(step, initial);
const shown: Event = { type: "previewed", preview: preview("Lanes") };
const problem = new Problem(503, { detail: "Gmail is down." });
const attempt: Attempt = { key: "k1", text: { subject: "Lanes", body: "Hi" }, dryRun: false, token: "t1" };
const attempted: Event = { type: "attempted", attempt, preview: preview("Lanes") };
const ready = (flow: Flow) => {
  if (flow.phase !== "ready") throw new Error(`Expected ready, found ${flow.phase}.`);
  return flow;
};

describe("step", () => {
  it("shows the preview as editable text, for real unless a dry run is asked for", () =>
    expect(ready(run(shown))).toMatchObject({ text: { subject: "Lanes", body: "Hi" }, dryRun: false }));

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
    expect(ready(run(shown, { type: "confirmed" }, attempted, fresh)).text.subject).toBe("Re: Lanes");
    const edited = run(shown, { type: "edited", text: { subject: "Mine" } }, { type: "confirmed" }, fresh);
    expect(ready(edited)).toMatchObject({ text: { subject: "Mine" }, note: "stale" });
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

it("only warnings that were not shown yet ask for another look", () => {
  expect(hasNewWarnings(preview("a", "t", ["old"]), preview("a", "t", ["old"]))).toBe(false);
  expect(hasNewWarnings(preview("a"), preview("a", "t", ["new"]))).toBe(true);
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
