import { describe, expect, it } from "vitest";
import type { Limit } from "@/shared/api/types";
import { tightest } from "./limits";

const limit = (name: string, left: number, most: number, next_at: string | null = null): Limit => ({
  name,
  limit: most,
  used: most - left,
  left,
  window_seconds: 3600,
  next_at,
});
const clock = () => "14:32";

describe("tightest", () => {
  it("names the limit that is met first", () =>
    expect(tightest([limit("actions_per_hour", 49, 50), limit("mails_per_hour", 19, 20)], clock)).toEqual({
      words: "19 of 20 emails left this hour",
      full: false,
    }));

  it("says when there is room again", () =>
    expect(tightest([limit("mails_per_hour", 0, 20, "2026-11-23T14:32:00Z")], clock)).toEqual({
      words: "0 of 20 emails left this hour; the next one is possible at 14:32",
      full: true,
    }));

  it("is silent without limits", () => expect(tightest([], clock)).toBeNull());
});
