import { expect, it } from "vitest";
import { isWaiting, standing } from "./watch";

const moment = (iso: string) => iso.slice(11, 16);
const watch = {
  state: "waiting_for_reply" as const,
  waiting_for: "An answer from Ada Lund.",
  until: "2026-11-24T14:00:00Z",
  next_check: "2026-11-23T16:00:00Z",
  ended_because: null,
  ended_at: null,
  extended_because: null,
};

it("says for what, until when, and when the next look is", () =>
  expect(standing(watch, moment)).toBe("Waiting for an answer from Ada Lund until 14:00; next look at 16:00."));

it("says the end once when it is the next look", () =>
  expect(standing({ ...watch, next_check: watch.until }, moment)).toBe(
    "Waiting for an answer from Ada Lund until 14:00.",
  ));

it("says why it ended", () =>
  expect(standing({ ...watch, state: "ended", ended_because: "no_response" }, moment)).toBe("Nobody answered."));

it("says what is being done as it is", () =>
  expect(standing({ ...watch, state: "performing", waiting_for: "The draft is being made." }, moment)).toBe(
    "The draft is being made.",
  ));

it.each([
  ["waiting_for_sending", true],
  ["waiting_for_reply", true],
  ["performing", false],
  ["ended", false],
] as const)("%s can be stopped: %s", (state, can) => expect(isWaiting({ state })).toBe(can));
