const units = [
  { size: 1e9, suffix: "B" },
  { size: 1e6, suffix: "M" },
  { size: 1e3, suffix: "k" },
] as const;

/** "$50k", "$1.2M", "$950": as short as people say it. */
export function money(amount: number): string {
  const size = Math.abs(amount);
  // The rounded number decides, so that 999 999 is "$1M" and never "$1000k".
  const unit = units.find((candidate) => size >= candidate.size * 0.9995);
  if (!unit) return `$${Math.round(amount)}`;
  const scaled = amount / unit.size;
  return `$${Math.abs(scaled) < 10 ? trim(scaled.toFixed(1)) : Math.round(scaled)}${unit.suffix}`;
}

/** "$50,000": the exact value shown on hover. */
export const exactMoney = (amount: number): string =>
  new Intl.NumberFormat("en-US", { style: "currency", currency: "USD", maximumFractionDigits: 2 })
    .format(amount)
    .replace(/\.00$/, "");

const trim = (text: string) => text.replace(/\.0$/, "");
