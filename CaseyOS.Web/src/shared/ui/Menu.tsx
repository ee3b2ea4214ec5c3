import { type ReactNode, type RefObject, useId, useRef, useState } from "react";
import { MenuPopup } from "./MenuPopup";

export interface MenuItem {
  label: string;
  detail?: string;
  onSelect: () => void;
}

export interface TriggerProps {
  ref: RefObject<HTMLButtonElement | null>;
  id: string;
  "aria-haspopup": "menu";
  "aria-expanded": boolean;
  onClick: () => void;
}

interface Props {
  label: string;
  items: MenuItem[];
  /** The button that opens it. */
  trigger: (props: TriggerProps) => ReactNode;
  /** Given together when something else opens it too, such as a key. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/**
 * A menu button on the browser's own popover layer. Menu libraries bring their own positioning and focus engines,
 * a fifth of what the first load may weigh, and lock scrolling by injected styles that the page's policy refuses.
 */
export function Menu({ label, items, trigger, open: openFromOutside, onOpenChange }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const [openInside, setOpenInside] = useState(false);
  const open = openFromOutside ?? openInside;
  const setOpen = onOpenChange ?? setOpenInside;
  return (
    <>
      {trigger({
        ref: button,
        id,
        "aria-haspopup": "menu",
        "aria-expanded": open,
        onClick: () => setOpen(!open),
      })}
      {open && <MenuPopup label={label} items={items} anchor={button} onClose={() => setOpen(false)} />}
    </>
  );
}
