import type { Job } from "@/shared/api/types";
import { plural } from "@/shared/format/words";
import { Progress } from "@/shared/jobs/Progress";
import { isAtWork } from "@/shared/jobs/progress";
import { useJobs } from "@/shared/jobs/useJobs";
import { Button } from "@/shared/ui/Button";
import { Empty } from "@/shared/ui/Empty";
import { Time } from "@/shared/ui/Time";
import { Widget } from "@/shared/ui/Widget";
import { useBackfill } from "./api";
import { jobName, jobState } from "./words";

/** Long work: what runs, and how the last ones ended. */
export function JobList({ isAdmin }: { isAdmin: boolean }) {
  const query = useJobs();
  const backfill = useBackfill();
  const isRunning = query.data?.items.some((job) => job.kind === "backfill_deal_outcomes" && isAtWork(job)) ?? false;
  const button = isAdmin && (
    <Button disabled={isRunning || backfill.isPending} onClick={() => backfill.mutate()}>
      Take in closed deals
    </Button>
  );
  return (
    <Widget title="Jobs" query={query} aside={button}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title="No job has run yet">“Refresh now” starts one.</Empty>
        ) : (
          <ul className="rows">
            {items.map((job) => (
              <JobRow key={job.id} job={job} />
            ))}
          </ul>
        )
      }
    </Widget>
  );
}

function JobRow({ job }: { job: Job }) {
  const { word, tone } = jobState(job.state);
  const signals = job.results.signals;
  const stored = job.results.stored;
  return (
    <li className="row">
      <div className="row-text">
        <span className="row-title">{jobName(job.kind)}</span>
        <p className="row-meta">
          <span className={`state ${tone}`}>{word}</span>
          <Time at={job.ended_at ?? job.created_at} />
          {signals !== undefined && <span>{plural(signals, "signal")}</span>}
          {stored !== undefined && <span>{plural(stored, "deal")}</span>}
        </p>
        {isAtWork(job) && <Progress job={job} />}
        {job.problem && <p className="row-note bad">{job.problem}</p>}
      </div>
    </li>
  );
}
