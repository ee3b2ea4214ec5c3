import { exactMoney, money } from "@/shared/format/money";
import { words } from "@/shared/format/words";

export interface Fact {
  name: string;
  value: string;
  exact?: string;
}

const isDate = /^\d{4}-\d{2}-\d{2}/;

/** A signal's payload as a person would say it: money short, dates without times, ids left out. */
export function facts(payload: Record<string, string>): Fact[] {
  return Object.entries(payload)
    .filter(([name, value]) => value !== "" && !name.endsWith("_id") && name !== "id")
    .map(([name, value]) => {
      const amount = /amount|value|revenue/.test(name) ? Number(value) : Number.NaN;
      if (Number.isFinite(amount)) return { name: words(name), value: money(amount), exact: exactMoney(amount) };
      return { name: words(name), value: isDate.test(value) ? value.slice(0, 10) : value, exact: value };
    });
}
