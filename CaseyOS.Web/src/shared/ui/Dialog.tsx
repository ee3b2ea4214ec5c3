import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { IconButton } from "./Button";
import "./dialog.css";

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
  /** Ctrl/Cmd+Enter. */
  onConfirm?: () => void;
  wide?: boolean;
}

/**
 * The browser's own modal dialog: it traps focus, makes the rest inert, closes on Esc and needs no injected styles,
 * which the page's policy would refuse. On phones it is a sheet.
 */
export function Dialog({ title, onClose, children, footer, onConfirm, wide }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();

  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);

  // A button that is disabled while its request runs loses focus to the page, where the dialog's keys are not heard.
  useEffect(() => {
    if (document.activeElement === document.body) dialog.current?.focus();
  });

  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      className={wide ? "dialog wide" : "dialog"}
      aria-labelledby={heading}
      onCancel={(event) => {
        // A file chooser or a nested field fires "cancel" too; only the dialog's own is ours.
        if (event.target !== dialog.current) return;
        event.preventDefault();
        onClose();
      }}
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        onConfirm?.();
      }}
      onMouseDown={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className="dialog-body">
        <header>
          <h2 id={heading}>{title}</h2>
          <IconButton label="Close" onClick={onClose}>
            <X />
          </IconButton>
        </header>
        <div className="dialog-content">{children}</div>
        {footer && <footer>{footer}</footer>}
      </div>
    </dialog>
  );
}
