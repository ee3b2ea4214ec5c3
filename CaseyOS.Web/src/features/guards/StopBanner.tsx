import type { Me } from "@/shared/api/types";
import { Button } from "@/shared/ui/Button";
import { useActions, useResume } from "./api";
import "./guards.css";

/** Says to everybody that nothing is done at present, and lets an admin end it. */
export function StopBanner({ me }: { me: Me }) {
  const actions = useActions();
  const resume = useResume();
  if (!actions.data || actions.data.enabled) return null;
  const byAdmin = actions.data.stopped_by !== null;
  return (
    <div className="banner stopped" role="alert">
      <strong>Actions are stopped</strong>
      <span>{resume.error?.message ?? actions.data.explanation}</span>
      {me.is_admin && byAdmin && (
        <Button disabled={resume.isPending} onClick={() => resume.mutate(undefined)}>
          {resume.isPending ? "Resuming…" : "Resume"}
        </Button>
      )}
    </div>
  );
}
