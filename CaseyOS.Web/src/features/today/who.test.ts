import { expect, it } from "vitest";
import { because, who, whoBeside } from "./who";

const move = {
  title: "Follow up on stalled deal: Northwind: lanes",
  contact: { id: "1", name: "Ada Lund" },
  company: { id: "2", name: "Northwind" },
  deal: { id: "3", name: "Northwind: lanes" },
};

it("names person and company, or else the deal", () => {
  expect(who(move)).toBe("Ada Lund · Northwind");
  expect(who({ ...move, contact: null, company: null })).toBe("Northwind: lanes");
});

it("leaves out beside a title what the title says", () => {
  expect(whoBeside(move)).toBe("Ada Lund");
  expect(whoBeside({ ...move, title: "Check in" })).toBe("Ada Lund · Northwind");
  expect(whoBeside({ ...move, contact: null })).toBe("Northwind");
});

it("shortens a reason only where the badge says the rest", () => {
  expect(because("High priority because a $50k deal closes in 3 days")).toBe("because a $50k deal closes in 3 days");
  expect(because("Low priority")).toBe("Low priority");
});
