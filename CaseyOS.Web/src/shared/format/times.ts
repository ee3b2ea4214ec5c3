import { daysBetween } from "./calendar";

const minute = 60_000;
const formatted = (at: Date, zone: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }).format(at);
const clock = (at: Date, zone: string) => formatted(at, zone, { hour: "2-digit", minute: "2-digit" });
const shortDate = (at: Date, zone: string) => formatted(at, zone, { day: "numeric", month: "short" });

/** "today 14:00", "tomorrow 09:00", "in 3 days", "2 days overdue". */
export function due(iso: string, now: Date, zone: string): string {
  const at = new Date(iso);
  const days = daysBetween(now, at, zone);
  if (days < -1) return `${-days} days overdue`;
  if (days === -1) return "1 day overdue";
  if (days === 0) return at < now ? `overdue ${clock(at, zone)}` : `today ${clock(at, zone)}`;
  if (days === 1) return `tomorrow ${clock(at, zone)}`;
  return days <= 14 ? `in ${days} days` : shortDate(at, zone);
}

/** "just now", "4 min ago", "3 h ago", "yesterday 14:00", "12 Nov". */
export function ago(iso: string, now: Date, zone: string): string {
  const at = new Date(iso);
  const passed = now.getTime() - at.getTime();
  const days = daysBetween(at, now, zone);
  if (passed < minute) return "just now";
  if (passed < 60 * minute) return `${Math.floor(passed / minute)} min ago`;
  if (days === 0) return `${Math.floor(passed / (60 * minute))} h ago`;
  if (days === 1) return `yesterday ${clock(at, zone)}`;
  return days <= 14 ? `${days} days ago` : shortDate(at, zone);
}

/** "16:00" today, "Tue 24 Nov 14:00" on any other day. */
export function moment(iso: string, now: Date, zone: string): string {
  const at = new Date(iso);
  const day = formatted(at, zone, { weekday: "short", day: "numeric", month: "short" }).replace(",", "");
  return daysBetween(now, at, zone) === 0 ? clock(at, zone) : `${day} ${clock(at, zone)}`;
}

/** "Saturday 21 November 2026 at 14:00 (Europe/Berlin)": what is shown on hover. */
export function exact(iso: string, zone: string): string {
  const at = new Date(iso);
  return `${formatted(at, zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" })} at ${clock(at, zone)} (${zone})`;
}

export const clockTime = (iso: string, zone: string): string => clock(new Date(iso), zone);
