/** Calendar arithmetic in a named time zone, on top of what `Intl` knows. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

export function wallTime(at: Date, zone: string): WallTime {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      hourCycle: "h23",
    });
    formatters.set(zone, formatter);
  }
  const parts = Object.fromEntries(formatter.formatToParts(at).map((part) => [part.type, Number(part.value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return { year, month, day, hour, minute };
}

const asUtc = (wall: WallTime) => Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);

/** The instant at which the clocks of `zone` show `wall`; in the hour that summer time skips, the one just after. */
export function instantOf(wall: WallTime, zone: string): Date {
  let guess = asUtc(wall);
  for (let round = 0; round < 2; round++) guess += asUtc(wall) - asUtc(wallTime(new Date(guess), zone));
  return new Date(guess);
}

/** Whole calendar days from `from` to `to` as the user counts them. */
export function daysBetween(from: Date, to: Date, zone: string): number {
  const day = (at: Date) => asUtc({ ...wallTime(at, zone), hour: 0, minute: 0 });
  return Math.round((day(to) - day(from)) / 86_400_000);
}
