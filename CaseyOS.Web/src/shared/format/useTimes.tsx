import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from "react";
import { ago, clockTime, due, exact, moment } from "./times";

const ZoneContext = createContext("UTC");

/** Gives everything below the user's own time zone. */
export function TimeZone({ zone, children }: { zone: string; children: ReactNode }) {
  return <ZoneContext value={zone}>{children}</ZoneContext>;
}

export const useZone = (): string => useContext(ZoneContext);

// One clock for the page: "4 min ago" everywhere changes together, and only twice a minute.
let now = new Date();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    timer = setInterval(() => {
      now = new Date();
      for (const each of listeners) each();
    }, 30_000);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

export function useTimes() {
  const zone = useZone();
  const at = useSyncExternalStore(subscribe, () => now);
  return useMemo(
    () => ({
      due: (iso: string) => due(iso, at, zone),
      ago: (iso: string) => ago(iso, at, zone),
      moment: (iso: string) => moment(iso, at, zone),
      exact: (iso: string) => exact(iso, zone),
      clock: (iso: string) => clockTime(iso, zone),
    }),
    [at, zone],
  );
}
