import type { ComponentProps, ReactNode } from "react";
import "./button.css";

type Props = ComponentProps<"button"> & {
  kind?: "primary" | "plain" | "quiet" | "danger";
  /** Shown behind the words, for those who learn keys by seeing them. */
  keyHint?: string;
};

export function Button({ kind = "plain", keyHint, className = "", children, ...rest }: Props) {
  return (
    <button type="button" className={`button ${kind} ${className}`} {...rest}>
      {children}
      {keyHint && <KeyHint>{keyHint}</KeyHint>}
    </button>
  );
}

/** Seen, not read: the key is no part of the button's name. */
function KeyHint({ children }: { children: string }) {
  return (
    <span className="key" aria-hidden="true">
      {children}
    </span>
  );
}

type IconProps = Omit<ComponentProps<"button">, "children"> & { label: string; children: ReactNode };

export function IconButton({ label, className = "", children, ...rest }: IconProps) {
  return (
    <button type="button" className={`button quiet icon ${className}`} aria-label={label} title={label} {...rest}>
      {children}
    </button>
  );
}
