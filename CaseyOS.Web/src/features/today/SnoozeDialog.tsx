import { useId, useState } from "react";
import type { Move } from "@/shared/api/types";
import { fieldValue, picked, tomorrowMorning } from "@/shared/format/snooze";
import { useZone } from "@/shared/format/useTimes";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import type { Change } from "./changes";

interface Props {
  move: Move;
  onClose: () => void;
  onChange: (move: Move, change: Change) => void;
}

export function SnoozeDialog({ move, onClose, onChange }: Props) {
  const zone = useZone();
  const id = useId();
  const [value, setValue] = useState(() => fieldValue(tomorrowMorning(new Date(), zone), zone));
  const until = picked(value, zone);
  const inFuture = until !== null && until.getTime() > Date.now();

  const confirm = () => {
    if (!inFuture) return;
    onChange(move, { kind: "snooze", until: until.toISOString() });
    onClose();
  };

  return (
    <Dialog
      title="Snooze until"
      onClose={onClose}
      onConfirm={confirm}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" disabled={!inFuture} onClick={confirm}>
            Snooze
          </Button>
        </>
      }
    >
      <label htmlFor={id}>{move.title} comes back at</label>
      <input
        id={id}
        type="datetime-local"
        value={value}
        aria-describedby={`${id}h`}
        onChange={(event) => setValue(event.target.value)}
      />
      <p id={`${id}h`} className="muted">
        {inFuture ? `In your time zone, ${zone}.` : "Choose a time in the future."}
      </p>
    </Dialog>
  );
}
