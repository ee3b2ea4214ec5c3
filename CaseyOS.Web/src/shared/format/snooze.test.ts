import { expect, it } from "vitest";
import { fieldValue, inOneHour, nextWeek, picked, tomorrowMorning } from "./snooze";

const newYork = "America/New_York";
const iso = (at: Date | null) => at?.toISOString();

it("one hour is one hour", () =>
  expect(iso(inOneHour(new Date("2026-11-21T10:00:00Z")))).toBe("2026-11-21T11:00:00.000Z"));

it("tomorrow is nine in the morning where the user is", () =>
  expect(iso(tomorrowMorning(new Date("2026-11-21T03:00:00Z"), newYork))).toBe("2026-11-21T14:00:00.000Z"));

it("tomorrow is nine also on the day the clocks change", () =>
  expect(iso(tomorrowMorning(new Date("2026-10-31T16:00:00Z"), newYork))).toBe("2026-11-01T14:00:00.000Z"));

it.each([
  ["2026-11-21T10:00:00Z", "2026-11-23"], // Saturday
  ["2026-11-22T15:00:00Z", "2026-11-23"], // Sunday
  ["2026-11-23T15:00:00Z", "2026-11-30"], // Monday
])("next week from %s begins on %s", (now, monday) =>
  expect(iso(nextWeek(new Date(now), newYork))).toBe(`${monday}T14:00:00.000Z`),
);

it("a picked time is read in the user's zone and written back the same", () => {
  const at = picked("2026-11-23T14:30", newYork);
  expect(iso(at)).toBe("2026-11-23T19:30:00.000Z");
  expect(at && fieldValue(at, newYork)).toBe("2026-11-23T14:30");
});

it("an empty field is no time", () => expect(picked("", newYork)).toBeNull());
