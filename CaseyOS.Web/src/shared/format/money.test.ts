import { expect, it } from "vitest";
import { exactMoney, money } from "./money";

it.each([
  [50_000, "$50k"],
  [1_250, "$1.3k"],
  [950, "$950"],
  [0, "$0"],
  [999_999, "$1M"],
  [1_200_000, "$1.2M"],
  [74_500, "$75k"],
])("%d is %s", (amount, short) => expect(money(amount)).toBe(short));

it("exact keeps every digit", () => {
  expect(exactMoney(50_000)).toBe("$50,000");
  expect(exactMoney(1234.5)).toBe("$1,234.50");
});
