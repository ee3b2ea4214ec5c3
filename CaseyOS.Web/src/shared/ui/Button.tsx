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
      {keyHint && <kbd>{keyHint}</kbd>}
    </button>
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
