import { expect, it } from "vitest";
import { facts } from "./facts";

it("writes money short and dates plain, and leaves ids out", () =>
  expect(
    facts({ deal_id: "7", amount: "50000", close_date: "2026-11-24T00:00:00Z", stage: "Proposal sent", note: "" }),
  ).toEqual([
    { name: "Amount", value: "$50k", exact: "$50,000" },
    { name: "Close date", value: "2026-11-24", exact: "2026-11-24T00:00:00Z" },
    { name: "Stage", value: "Proposal sent", exact: "Proposal sent" },
  ]));
