import { describe, expect, it } from "vitest";
import { ago, due, exact, moment } from "./times";

const berlin = "Europe/Berlin";
const now = new Date("2026-11-21T10:00:00Z"); // 11:00 in Berlin

describe("due", () => {
  it.each([
    ["2026-11-21T13:00:00Z", "today 14:00"],
    ["2026-11-21T09:00:00Z", "overdue 10:00"],
    ["2026-11-21T23:30:00Z", "tomorrow 00:30"],
    ["2026-11-24T08:00:00Z", "in 3 days"],
    ["2026-12-20T08:00:00Z", "20 Dec"],
    ["2026-11-20T08:00:00Z", "1 day overdue"],
    ["2026-11-18T08:00:00Z", "3 days overdue"],
  ])("%s is %s", (iso, words) => expect(due(iso, now, berlin)).toBe(words));

  it("counts days as the user's calendar does, not in blocks of 24 hours", () => {
    const lateEvening = new Date("2026-11-21T22:30:00Z");
    expect(due("2026-11-21T23:30:00Z", lateEvening, berlin)).toBe("tomorrow 00:30");
    expect(due("2026-11-21T23:30:00Z", lateEvening, "UTC")).toBe("today 23:30");
  });
});

describe("ago", () => {
  it.each([
    ["2026-11-21T09:59:40Z", "just now"],
    ["2026-11-21T10:00:20Z", "just now"],
    ["2026-11-21T09:56:00Z", "4 min ago"],
    ["2026-11-21T07:00:00Z", "3 h ago"],
    ["2026-11-20T13:00:00Z", "yesterday 14:00"],
    ["2026-11-17T13:00:00Z", "4 days ago"],
    ["2026-10-01T13:00:00Z", "1 Oct"],
  ])("%s is %s", (iso, words) => expect(ago(iso, now, berlin)).toBe(words));
});

it("exact names day, time and zone", () =>
  expect(exact("2026-11-21T13:00:00Z", berlin)).toBe("Saturday, 21 November 2026 at 14:00 (Europe/Berlin)"));

it("a moment has its day unless that is today", () => {
  expect(moment("2026-11-21T15:00:00Z", now, berlin)).toBe("16:00");
  expect(moment("2026-11-24T13:00:00Z", now, berlin)).toBe("Tue 24 Nov 14:00");
});
