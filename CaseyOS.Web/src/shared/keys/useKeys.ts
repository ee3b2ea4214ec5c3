import { useEffect, useRef } from "react";
import { type Command, commandOf } from "./keymap";
import { keysEnabled } from "./preference";

export type Handlers = Partial<Record<Command, () => void>>;

/** Binds single keys on this page. Handlers may change on every render; the listener is attached once. */
export function useKeys(handlers: Handlers): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!keysEnabled() || document.querySelector("dialog[open]")) return;
      const command = commandOf(event);
      const handler = command && latest.current[command];
      if (!handler) return;
      event.preventDefault();
      handler();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
