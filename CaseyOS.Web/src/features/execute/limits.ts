import type { Limit } from "@/shared/api/types";

const nouns: Record<string, string> = {
  mails_per_hour: "emails left this hour",
  mails_per_day: "emails left today",
  meetings_per_hour: "meetings left this hour",
  tasks_per_hour: "tasks left this hour",
  actions_per_hour: "actions left this hour",
};

/** The limit that is met first, in words: "19 of 20 emails left this hour". Null when there is none. */
export function tightest(limits: Limit[], clock: (iso: string) => string): { words: string; full: boolean } | null {
  const [first] = [...limits].sort((a, b) => a.left - b.left || a.limit - b.limit);
  if (!first) return null;
  const left = `${first.left} of ${first.limit} ${nouns[first.name] ?? "left"}`;
  return first.next_at
    ? { words: `${left}; the next one is possible at ${clock(first.next_at)}`, full: true }
    : { words: left, full: false };
}
