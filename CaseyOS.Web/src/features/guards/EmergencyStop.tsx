import { OctagonX } from "lucide-react";
import { useId, useState } from "react";
import type { Me } from "@/shared/api/types";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { useActions, useStop } from "./api";
import "./guards.css";

/** The admins' red button. While actions are stopped the banner has the way back. */
export function EmergencyStop({ me }: { me: Me }) {
  const actions = useActions();
  const [asking, setAsking] = useState(false);
  if (!me.is_admin || !actions.data?.enabled) return null;
  return (
    <>
      <Button kind="danger" className="emergency" aria-label="Stop all actions" onClick={() => setAsking(true)}>
        <OctagonX aria-hidden="true" />
        <span>Stop all actions</span>
      </Button>
      {asking && <StopDialog onClose={() => setAsking(false)} />}
    </>
  );
}

function StopDialog({ onClose }: { onClose: () => void }) {
  const id = useId();
  const [reason, setReason] = useState("");
  const stop = useStop();
  const confirm = () => stop.mutate(reason.trim(), { onSuccess: onClose });
  return (
    <Dialog
      title="Stop all actions?"
      onClose={onClose}
      onConfirm={confirm}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="danger" disabled={stop.isPending} onClick={confirm}>
            {stop.isPending ? "Stopping…" : "Stop now"}
          </Button>
        </>
      }
    >
      <p>
        Within seconds nothing reaches Gmail, HubSpot or anybody else, for all users. What is under way waits and goes
        on when you resume. Previews keep working.
      </p>
      {stop.error && (
        <p className="notice bad" role="alert">
          {stop.error.message}
        </p>
      )}
      <label htmlFor={id}>Why? Everybody sees this.</label>
      <textarea id={id} rows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
    </Dialog>
  );
}
