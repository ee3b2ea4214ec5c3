/** "Tue 24 Nov, 10:00–10:30", on the clock of the zone in which the meeting is meant. */
export function slotWords(start: string, end: string, zone: string): string {
  const write = (iso: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }).format(new Date(iso));
  const clock = { hour: "2-digit", minute: "2-digit" } as const;
  const day = write(start, { weekday: "short", day: "numeric", month: "short" }).replace(",", "");
  return `${day}, ${write(start, clock)}–${write(end, clock)}`;
}
