import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import type { MenuItem } from "./Menu";
import { nextItem } from "./menuKeys";
import "./menu.css";

interface Props {
  label: string;
  items: MenuItem[];
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
}

export function MenuPopup({ label, items, anchor, onClose }: Props) {
  const popup = useRef<HTMLDivElement>(null);
  const opener = useRef<Element | null>(null);
  useShown(popup, anchor, opener);
  useDismissedOutside(popup, anchor, onClose);

  const close = () => {
    if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true });
    onClose();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" || event.key === "Tab") {
      if (event.key === "Escape") event.preventDefault();
      close();
      return;
    }
    const buttons = [...(popup.current?.querySelectorAll<HTMLElement>("[role='menuitem']") ?? [])];
    const labels = items.map((item) => item.label);
    const next = nextItem(labels, buttons.indexOf(document.activeElement as HTMLElement), event.key);
    if (next === null) return;
    event.preventDefault();
    buttons[next]?.focus();
  };

  return (
    <div
      ref={popup}
      popover="manual"
      className="menu"
      role="menu"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div className="menu-label" aria-hidden="true">
        {label}
      </div>
      {items.map((item) => (
        <button
          key={item.label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className="menu-item"
          onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
          onClick={() => {
            close();
            item.onSelect();
          }}
        >
          {item.label}
          {item.detail && <span className="muted">{item.detail}</span>}
        </button>
      ))}
    </div>
  );
}

/** In the top layer, beside its button, on the side that has room. */
function useShown(
  popup: RefObject<HTMLElement | null>,
  anchor: RefObject<HTMLElement | null>,
  opener: RefObject<Element | null>,
) {
  useLayoutEffect(() => {
    const element = popup.current;
    if (!element || !anchor.current) return;
    opener.current = document.activeElement === document.body ? anchor.current : document.activeElement;
    element.showPopover();
    const from = anchor.current.getBoundingClientRect();
    const below = from.bottom + 4 + element.offsetHeight <= innerHeight;
    element.style.left = `${Math.max(8, Math.min(from.right - element.offsetWidth, innerWidth - element.offsetWidth - 8))}px`;
    element.style.top = `${Math.max(8, below ? from.bottom + 4 : from.top - 4 - element.offsetHeight)}px`;
    element.querySelector<HTMLElement>("[role='menuitem']")?.focus({ preventScroll: true });
  }, [popup, anchor, opener]);
}

function useDismissedOutside(
  popup: RefObject<HTMLElement | null>,
  anchor: RefObject<HTMLElement | null>,
  onClose: () => void,
) {
  const latest = useRef(onClose);
  useEffect(() => {
    latest.current = onClose;
  });
  useEffect(() => {
    const inside = (target: EventTarget | null) =>
      target instanceof Node && (popup.current?.contains(target) || anchor.current?.contains(target));
    const onPointerDown = (event: PointerEvent) => inside(event.target) || latest.current();
    const onScroll = (event: globalThis.Event) => inside(event.target) || latest.current();
    document.addEventListener("pointerdown", onPointerDown);
    document.addEventListener("scroll", onScroll, { capture: true, passive: true });
    return () => {
      document.removeEventListener("pointerdown", onPointerDown);
      document.removeEventListener("scroll", onScroll, { capture: true });
    };
  }, [popup, anchor]);
}
