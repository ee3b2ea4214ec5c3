import { useId, useState } from "react";
import type { Move } from "@/shared/api/types";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import type { Change } from "./changes";

interface Props {
  move: Move;
  onClose: () => void;
  onChange: (move: Move, change: Change) => void;
}

export function DismissDialog({ move, onClose, onChange }: Props) {
  const id = useId();
  const [note, setNote] = useState("");
  const confirm = () => {
    onChange(move, { kind: "dismiss", reason: "other", ...(note.trim() ? { note: note.trim() } : {}) });
    onClose();
  };
  return (
    <Dialog
      title="Dismiss"
      onClose={onClose}
      onConfirm={confirm}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" onClick={confirm}>
            Dismiss
          </Button>
        </>
      }
    >
      <label htmlFor={id}>Why is “{move.title}” not a move?</label>
      <textarea id={id} rows={3} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
    </Dialog>
  );
}
