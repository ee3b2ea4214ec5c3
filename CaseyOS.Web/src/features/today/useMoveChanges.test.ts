import { QueryClient } from "@tanstack/react-query";
import { beforeEach, describe, expect, it } from "vitest";
import { keys } from "@/shared/api/keys";
import type { Move, Today } from "@/shared/api/types";
import { afterChange } from "./changes";
import { applyNow } from "./useMoveChanges";

const move = (id: string, rank: number, domain = "sales") =>
  ({ id, rank_score: rank, domain, status: "pending" }) as Move;
const today = (...moves: Move[]): Today => ({
  today_moves: moves,
  total_pending: 20,
  top_count: moves.length,
  generated_at: "",
});
const ids = (list: Today | undefined) => list?.today_moves.map((each) => each.id);
const [a, b, c] = [move("a", 90), move("b", 80), move("c", 70)] as const;

describe("afterChange", () => {
  it("marks an accepted move in its place", () => {
    const after = afterChange(today(a, b), a, { kind: "accept" });
    expect(ids(after)).toEqual(["a", "b"]);
    expect(after.today_moves[0]?.status).toBe("accepted");
  });

  it("takes a dismissed move off the list and the count", () => {
    const after = afterChange(today(a, b), a, { kind: "dismiss", reason: "bad_timing" });
    expect(ids(after)).toEqual(["b"]);
    expect(after.total_pending).toBe(19);
  });

  it("puts a reopened move back at its rank, and undoes the count", () => {
    const dismissed = afterChange(today(a, b, c), b, { kind: "dismiss" });
    const back = afterChange(dismissed, b, { kind: "reopen" });
    expect(ids(back)).toEqual(["a", "b", "c"]);
    expect(back.total_pending).toBe(20);
  });

  it("leaves the list it was given alone", () => {
    const before = today(a, b);
    afterChange(before, a, { kind: "reopen" });
    afterChange(before, b, { kind: "complete" });
    expect(ids(before)).toEqual(["a", "b"]);
  });
});

describe("applyNow", () => {
  let client: QueryClient;
  beforeEach(() => {
    client = new QueryClient();
    client.setQueryData(keys.today("all"), today(a, b));
    client.setQueryData(keys.today("sales"), today(a));
    client.setQueryData(keys.today("cs"), today(c));
  });

  it("changes every list that shows the move, at once", async () => {
    await applyNow(client, { move: a, change: { kind: "snooze", until: "2026-11-22T09:00:00Z" } });
    expect(ids(client.getQueryData(keys.today("all")))).toEqual(["b"]);
    expect(ids(client.getQueryData(keys.today("sales")))).toEqual([]);
    expect(ids(client.getQueryData(keys.today("cs")))).toEqual(["c"]);
  });

  it("does not put a reopened move into another domain's list", async () => {
    await applyNow(client, { move: b, change: { kind: "reopen" } });
    expect(ids(client.getQueryData(keys.today("cs")))).toEqual(["c"]);
  });

  it("hands back what was there, for when the server refuses", async () => {
    const { lists } = await applyNow(client, { move: a, change: { kind: "complete" } });
    for (const [key, data] of lists) client.setQueryData(key, data);
    expect(ids(client.getQueryData(keys.today("all")))).toEqual(["a", "b"]);
  });
});
