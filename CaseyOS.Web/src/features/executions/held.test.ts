import { describe, expect, it } from "vitest";
import type { Execution } from "@/shared/api/types";
import { endWords, hasEnded, heldWords } from "./held";

const until = "2026-11-21T10:00:30Z";
const at = (seconds: number) => Date.parse("2026-11-21T10:00:00Z") + seconds * 1_000;
const mail = (part: Partial<Execution> = {}) =>
  ({
    status: "holding",
    hold_until: until,
    recipient: "Ada Lund",
    item_title: "Follow up",
    error: null,
    mode: "send",
    ...part,
  }) as Execution;

describe("heldWords", () => {
  it("counts down to zero and not below", () => {
    expect(heldWords(mail(), at(3))).toBe("Sending to Ada Lund in 27 s");
    expect(heldWords(mail(), at(29.4))).toBe("Sending to Ada Lund in 1 s");
    expect(heldWords(mail(), at(30))).toBe("Sending to Ada Lund…");
    expect(heldWords(mail(), at(90))).toBe("Sending to Ada Lund…");
  });

  it("counts nothing any more while it is sent", () =>
    expect(heldWords(mail({ status: "sending" }), at(3))).toBe("Sending to Ada Lund…"));

  it("says why it does not go out", () =>
    expect(heldWords(mail({ error: "Actions were stopped." }), at(40))).toBe(
      "Not sent to Ada Lund yet. Actions were stopped.",
    ));

  it("says that it is called off", () =>
    expect(heldWords(mail({ status: "withdrawing" }), at(3))).toBe("Calling off the mail to Ada Lund…"));
});

it("knows the ends, in words", () => {
  expect([mail(), mail({ status: "sending" }), mail({ status: "withdrawing" })].some(hasEnded)).toBe(false);
  expect(endWords(mail({ status: "succeeded" }))).toEqual({ text: "Sent to Ada Lund: Follow up", tone: "good" });
  expect(endWords(mail({ status: "failed", error: "They have answered." }))).toEqual({
    text: "Follow up: They have answered.",
    tone: "bad",
  });
  expect(endWords(mail({ status: "cancelled" })).text).toBe("Called off: Follow up");
});
