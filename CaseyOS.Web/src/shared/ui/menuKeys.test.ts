import { expect, it } from "vitest";
import { nextItem } from "./menuKeys";

const labels = ["Not relevant", "Bad timing", "Already done"];

it("arrows go round", () => {
  expect(nextItem(labels, 0, "ArrowDown")).toBe(1);
  expect(nextItem(labels, 2, "ArrowDown")).toBe(0);
  expect(nextItem(labels, 0, "ArrowUp")).toBe(2);
  expect(nextItem(labels, -1, "ArrowDown")).toBe(0);
});

it("Home, End and letters jump", () => {
  expect(nextItem(labels, 1, "Home")).toBe(0);
  expect(nextItem(labels, 1, "End")).toBe(2);
  expect(nextItem(labels, 0, "a")).toBe(2);
  expect(nextItem(labels, 0, "z")).toBeNull();
});

it("Enter and space stay with the item", () => {
  expect(nextItem(labels, 0, "Enter")).toBeNull();
  expect(nextItem(labels, 0, " ")).toBeNull();
});
