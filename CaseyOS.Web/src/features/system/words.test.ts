import { expect, it } from "vitest";
import { runName, waitsFor } from "./words";

const until = () => "today 14:00";

it.each([
  [{ kind: "activity", name: "RunIngestSource", until: null }, "at work: Run ingest source"],
  [{ kind: "timer", name: null, until: "2026-11-21T14:00:00Z" }, "waits, today 14:00"],
  [{ kind: "event", name: null, until: null }, "waits for news from outside"],
  [{ kind: "turn", name: null, until: null }, "goes on in a moment"],
] as const)("says what a run waits for", (wait, text) => expect(waitsFor(wait, until)).toBe(text));

it("spaces the names of runs", () => expect(runName("ExecuteAndWatch")).toBe("Execute and watch"));
