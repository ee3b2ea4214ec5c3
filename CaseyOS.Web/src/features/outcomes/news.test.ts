import { describe, expect, it } from "vitest";
import { newsIn, newsKey } from "./news";

const outcome = (execution_id: string, occurred_at: string, id: string) => ({ execution_id, occurred_at, id });

describe("newsIn", () => {
  const reply = outcome("e1", "2026-11-21T08:00:00Z", "reply");
  const positive = outcome("e1", "2026-11-21T08:00:00Z", "positive");
  const later = outcome("e1", "2026-11-21T09:00:00Z", "later");

  it("tells of one mail once, however many outcomes it led to", () =>
    expect(newsIn([positive, reply], new Set()).map(({ id }) => id)).toEqual(["reply"]));

  it("does not tell again when the second outcome arrives later", () =>
    expect(newsIn([positive, reply], new Set([newsKey(reply)]))).toEqual([]));

  it("tells of the next mail", () =>
    expect(newsIn([later, positive, reply], new Set([newsKey(reply)]))).toEqual([later]));
});
