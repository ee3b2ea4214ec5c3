import type { Outcome } from "@/shared/api/types";
import { words } from "@/shared/format/words";

/** "Email replied: ada@northwind.example". The evidence behind it is for those who check. */
export const headline = (outcome: Pick<Outcome, "outcome_type" | "contact_email">): string =>
  outcome.contact_email ? `${words(outcome.outcome_type)}: ${outcome.contact_email}` : words(outcome.outcome_type);
