import { useSyncExternalStore } from "react";

const key = "caseyos.keys";
const listeners = new Set<() => void>();

/** Single-letter keys can be switched off: people who dictate would otherwise set them off by speaking (WCAG 2.1.4). */
export function keysEnabled(): boolean {
  try {
    return localStorage.getItem(key) !== "off";
  } catch {
    return true;
  }
}

export function setKeysEnabled(enabled: boolean): void {
  try {
    localStorage.setItem(key, enabled ? "on" : "off");
  } finally {
    for (const listener of listeners) listener();
  }
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useKeysEnabled = (): boolean => useSyncExternalStore(subscribe, keysEnabled);
