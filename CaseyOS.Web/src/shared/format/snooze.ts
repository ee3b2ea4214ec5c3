import { instantOf, wallTime } from "./calendar";

const nine = { hour: 9, minute: 0 };

export const inOneHour = (now: Date): Date => new Date(now.getTime() + 3_600_000);

export const tomorrowMorning = (now: Date, zone: string): Date => morningIn(1, now, zone);

/** The next Monday at nine; on a Monday, the one after. */
export function nextWeek(now: Date, zone: string): Date {
  const today = wallTime(now, zone);
  const weekday = new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay();
  return morningIn((8 - weekday) % 7 || 7, now, zone);
}

/** A `datetime-local` field's value ("2026-11-23T14:30"), read in the user's time zone. */
export function picked(value: string, zone: string): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(value);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  return instantOf({ year, month, day, hour, minute }, zone);
}

/** The reverse of {@link picked}. */
export function fieldValue(at: Date, zone: string): string {
  const wall = wallTime(at, zone);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${wall.year}-${two(wall.month)}-${two(wall.day)}T${two(wall.hour)}:${two(wall.minute)}`;
}

function morningIn(days: number, now: Date, zone: string): Date {
  const today = wallTime(now, zone);
  return instantOf({ ...today, day: today.day + days, ...nine }, zone);
}
