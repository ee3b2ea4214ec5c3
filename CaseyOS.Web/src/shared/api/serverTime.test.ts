import { afterEach, expect, it } from "vitest";
import { noteServerTime, serverNow } from "./serverTime";

const at = (date: string, now: string) => noteServerTime(new Date(date).toUTCString(), Date.parse(now));
const ahead = () => Math.round((serverNow() - Date.now()) / 1_000);

afterEach(() => noteServerTime(new Date(0).toUTCString(), 0));

it("follows the server when this clock is wrong, either way", () => {
  at("2026-11-21T10:05:00Z", "2026-11-21T10:00:00Z");
  expect(ahead()).toBe(300);
  at("2026-11-21T10:00:00Z", "2026-11-21T10:00:40Z");
  expect(ahead()).toBe(-40);
});

it("ignores what whole seconds and the way take", () => {
  at("2026-11-21T10:00:00Z", "2026-11-21T10:00:01.500Z");
  expect(ahead()).toBe(0);
});

it("keeps what it knows when an answer says nothing", () => {
  at("2026-11-21T10:05:00Z", "2026-11-21T10:00:00Z");
  noteServerTime(null, 0);
  expect(ahead()).toBe(300);
});
