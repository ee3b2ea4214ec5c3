import type { Job } from "@/shared/api/types";
import { plural } from "@/shared/format/words";
import { progressOf } from "./progress";
import "./progress.css";

/** How far a job is: a bar over its parts, and a line for each that is not done. */
export function Progress({ job }: { job: Job }) {
  const open = job.parts.filter((part) => part.state !== "succeeded");
  return (
    <div className="progress">
      <progress max={job.total ?? 1} value={job.total === null ? undefined : job.done} aria-label="Parts done" />
      <ul aria-live="polite">
        {job.total === null && <li>Starting…</li>}
        {open.map((part) => (
          <li key={part.name}>{progressOf(part)}</li>
        ))}
        {job.total !== null && open.length === 0 && <li>{plural(job.total, "part")} done</li>}
      </ul>
    </div>
  );
}
