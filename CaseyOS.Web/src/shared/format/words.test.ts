import { expect, it } from "vitest";
import { learningHint, urgencyOf, words } from "./words";

it("codes become words", () => expect(words("deal_close_date_passed")).toBe("Deal close date passed"));

it.each([
  [80.1, "now"],
  [80, "soon"],
  [50, "soon"],
  [49.9, "later"],
])("a score of %d is %s", (score, tone) => expect(urgencyOf(score).tone).toBe(tone));

it("learning is shown once there is something learned", () => {
  expect(learningHint({ delta: 0, success_rate: null, n: 0 })).toBeNull();
  expect(learningHint({ delta: 8, success_rate: 0.42, n: 31 })).toBe("+8, 42 % reply");
  expect(learningHint({ delta: -3.4, success_rate: null, n: 0 })).toBe("−3.4");
});
