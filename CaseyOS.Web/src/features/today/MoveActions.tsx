import { Check, ThumbsUp } from "lucide-react";
import type { ReactNode } from "react";
import type { Move } from "@/shared/api/types";
import { Button, IconButton } from "@/shared/ui/Button";
import type { Change } from "./changes";
import { DismissMenu, SnoozeMenu } from "./MoveMenus";
import "./move-actions.css";

export interface MoveHandlers {
  execute: (move: Move) => void;
  change: (move: Move, change: Change) => void;
  /** Opens the field for a time of the user's own choice. */
  pickTime: (move: Move) => void;
  /** Opens the field for a reason in the user's own words. */
  giveReason: (move: Move) => void;
}

export type MoveMenu = "snooze" | "dismiss" | null;

interface Props {
  move: Move;
  handlers: MoveHandlers;
  menu?: MoveMenu;
  onMenu?: (menu: MoveMenu) => void;
  /** In a row the lesser actions are icons. */
  compact?: boolean;
}

export const isOpen = (move: Move): boolean => move.status === "pending" || move.status === "accepted";

export function MoveActions({ move, handlers, menu, onMenu, compact = false }: Props) {
  if (!isOpen(move)) return null;
  const opens = (name: "snooze" | "dismiss") =>
    onMenu ? { open: menu === name, onOpenChange: (open: boolean) => onMenu(open ? name : null) } : {};
  const act = (change: Change) => () => handlers.change(move, change);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields; these are commands
    <div
      className={compact ? "move-actions compact" : "move-actions"}
      role="group"
      aria-label={`Actions for ${move.title}`}
    >
      {move.can_execute && (
        <Button
          kind={compact ? "plain" : "primary"}
          className="main"
          keyHint={compact ? undefined : "E"}
          onClick={() => handlers.execute(move)}
        >
          Execute
        </Button>
      )}
      {!move.can_execute && (
        <Button className="main" keyHint={compact ? undefined : "C"} onClick={act({ kind: "complete" })}>
          Done
        </Button>
      )}
      <span className="lesser">
        {move.can_execute && (
          <Act icon={compact && <Check />} label="Done" keyHint="C" onClick={act({ kind: "complete" })} />
        )}
        {move.status === "pending" && (
          <Act icon={compact && <ThumbsUp />} label="Accept" keyHint="A" onClick={act({ kind: "accept" })} />
        )}
        <SnoozeMenu move={move} handlers={handlers} compact={compact} {...opens("snooze")} />
        <DismissMenu move={move} handlers={handlers} compact={compact} {...opens("dismiss")} />
      </span>
    </div>
  );
}

interface ActProps {
  icon: ReactNode;
  label: string;
  keyHint: string;
  onClick: () => void;
}

function Act({ icon, label, ...button }: ActProps) {
  if (!icon) return <Button {...button}>{label}</Button>;
  return (
    <IconButton label={label} onClick={button.onClick}>
      {icon}
    </IconButton>
  );
}
