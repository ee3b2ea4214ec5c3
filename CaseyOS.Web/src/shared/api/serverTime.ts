/** Below this it is the answer's way and the header's whole seconds, not a clock that is wrong. */
const negligible = 2_000;
let ahead = 0;

/** Remembers how far the server's clock is ahead of this one, from the `Date` header of any answer. */
export function noteServerTime(date: string | null, now: number): void {
  const at = Date.parse(date ?? "");
  if (Number.isNaN(at)) return;
  ahead = Math.abs(at - now) > negligible ? at - now : 0;
}

/** The server's time: a countdown to a time of its must not depend on whether this computer's clock is right. */
export const serverNow = (): number => Date.now() + ahead;
