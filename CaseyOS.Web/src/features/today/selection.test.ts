import { describe, expect, it } from "vitest";
import { keepSelection, stepSelection } from "./selection";

describe("keepSelection", () => {
  it("follows its move wherever a refresh puts it", () => expect(keepSelection(["x", "b", "a"], "b", 0)).toBe("b"));
  it("takes the row that took its place when the move has left", () =>
    expect(keepSelection(["a", "c"], "b", 1)).toBe("c"));
  it("takes the last row when the last move has left", () => expect(keepSelection(["a", "b"], "c", 2)).toBe("b"));
  it("is nothing in an empty list", () => expect(keepSelection([], "a", 0)).toBeNull());
});

describe("stepSelection", () => {
  it("stops at both ends", () => {
    expect(stepSelection(["a", "b"], "b", 1)).toBe("b");
    expect(stepSelection(["a", "b"], "a", -1)).toBe("a");
    expect(stepSelection(["a", "b"], null, 1)).toBe("a");
  });
});
