import { expect, it } from "vitest";
import { headline } from "./headline";

it("says what happened and with whom, where that is known", () => {
  expect(headline({ outcome_type: "email_replied", contact_email: "ada@northwind.example" })).toBe(
    "Email replied: ada@northwind.example",
  );
  expect(headline({ outcome_type: "draft_abandoned", contact_email: null })).toBe("Draft abandoned");
});
