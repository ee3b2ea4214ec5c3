/** "deal_close_date_passed" → "Deal close date passed". */
export function words(code: string): string {
  const text = code.replaceAll("_", " ").trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const names: Record<string, string> = {
  cs: "CS",
  hubspot: "HubSpot",
  hubspot_sweep: "HubSpot, full sweep",
  hubspot_webhooks: "HubSpot’s own reports",
  closed_deals: "Closed deals",
  gmail: "Gmail",
  internal: "Own drafts and calendar",
  content: "What you publish",
  google: "Google",
};
export const nameOf = (code: string): string => names[code] ?? words(code);

export type Urgency = "now" | "soon" | "later";

/** Red above 80, amber from 50, green below; the word says it to those who do not see the colour. */
export function urgencyOf(score: number): { tone: Urgency; word: string } {
  if (score > 80) return { tone: "now", word: "Now" };
  return score >= 50 ? { tone: "soon", word: "Soon" } : { tone: "later", word: "Later" };
}

const plusMinus = (value: number) =>
  `${value > 0 ? "+" : "−"}${Math.abs(value)
    .toFixed(Math.abs(value) < 10 ? 1 : 0)
    .replace(/\.0$/, "")}`;

/** "+8, 42 % reply"; null while nothing has been learned. */
export function learningHint(learning: { delta: number; success_rate: number | null; n: number }): string | null {
  if (Math.abs(learning.delta) < 0.05) return null;
  return learning.success_rate === null || learning.n === 0
    ? plusMinus(learning.delta)
    : `${plusMinus(learning.delta)}, ${Math.round(learning.success_rate * 100)} % reply`;
}

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
