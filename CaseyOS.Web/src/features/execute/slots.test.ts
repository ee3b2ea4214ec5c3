import { describe, expect, it } from "vitest";
import { slotWords } from "./slots";

const slot = (hour: string) => ({ start: `2026-11-24T${hour}:00:00Z`, end: `2026-11-24T${hour}:30:00Z` });

describe("slotWords", () => {
  it("is on the meeting's clock, whatever the machine's", () => {
    expect(slotWords(slot("09").start, slot("09").end, "Europe/Berlin")).toBe("Tue 24 Nov, 10:00–10:30");
    expect(slotWords(slot("09").start, slot("09").end, "America/New_York")).toBe("Tue 24 Nov, 04:00–04:30");
  });
});
