export interface Toast {
  id: number;
  text: string;
  tone: "neutral" | "good" | "bad";
  action?: { label: string; run: () => void };
}

const lifetime = 8_000;
let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

export function toast(text: string, options: Partial<Pick<Toast, "tone" | "action">> = {}): void {
  const entry: Toast = { id: ++lastId, text, tone: "neutral", ...options };
  // Three at most: more is a wall, and the oldest has been read or never will be.
  change([...toasts.slice(-2), entry]);
  setTimeout(() => dismissToast(entry.id), lifetime);
}

export const dismissToast = (id: number): void => change(toasts.filter((entry) => entry.id !== id));

/** What the `u` key does: the newest message's undo. */
export function runLatestUndo(): void {
  const latest = toasts.findLast((entry) => entry.action?.label === "Undo");
  if (!latest) return;
  dismissToast(latest.id);
  latest.action?.run();
}

export const shownToasts = (): readonly Toast[] => toasts;
export const subscribeToasts = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}
