import { useMemo, useState } from "react";
import { ExecuteDialog } from "@/features/execute/ExecuteDialog";
import { DismissDialog } from "@/features/today/DismissDialog";
import type { MoveHandlers } from "@/features/today/MoveActions";
import { SnoozeDialog } from "@/features/today/SnoozeDialog";
import { useMoveChanges } from "@/features/today/useMoveChanges";
import type { Move } from "@/shared/api/types";

type Open = { dialog: "execute" | "snooze" | "dismiss"; move: Move } | null;

/** What can be done to a move, and the dialog that some of it opens. */
export function useMoveCommands() {
  const { apply } = useMoveChanges();
  const [open, setOpen] = useState<Open>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: apply only passes on to the one mutation
  const handlers = useMemo<MoveHandlers>(
    () => ({
      change: apply,
      execute: (move) => setOpen({ dialog: "execute", move }),
      pickTime: (move) => setOpen({ dialog: "snooze", move }),
      giveReason: (move) => setOpen({ dialog: "dismiss", move }),
    }),
    [],
  );
  const close = () => setOpen(null);
  const dialog = (
    <>
      {open?.dialog === "execute" && <ExecuteDialog move={open.move} onClose={close} />}
      {open?.dialog === "snooze" && <SnoozeDialog move={open.move} onClose={close} onChange={apply} />}
      {open?.dialog === "dismiss" && <DismissDialog move={open.move} onClose={close} onChange={apply} />}
    </>
  );
  return { handlers, dialog };
}
