import { expect, it } from "vitest";
import { pollInterval } from "./live";
import type { Execution } from "./types";

const now = Date.parse("2026-11-21T10:00:00Z");
const execution = (part: Partial<Execution>) =>
  ({ status: "succeeded", outcome: null, finished_at: "2026-11-21T09:59:00Z", ...part }) as Execution;

it("is calm when nothing happens", () => expect(pollInterval([], now)).toBe(30_000));

it("hurries while something runs", () =>
  expect(pollInterval([execution({ status: "performing", finished_at: null })], now)).toBe(2_500));

it("watches a fresh execution until it is answered or old", () => {
  expect(pollInterval([execution({})], now)).toBe(5_000);
  expect(pollInterval([execution({ outcome: {} as Execution["outcome"] })], now)).toBe(30_000);
  expect(pollInterval([execution({ finished_at: "2026-11-21T09:00:00Z" })], now)).toBe(30_000);
  expect(pollInterval([execution({ status: "rolled_back" })], now)).toBe(30_000);
});
