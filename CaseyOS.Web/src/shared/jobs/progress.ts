import type { Job, JobPart } from "@/shared/api/types";
import { nameOf, plural } from "@/shared/format/words";

export const isAtWork = (job: Job) => job.state === "queued" || job.state === "running";

/** What a part is doing, short enough for a line on a phone. */
export function progressOf(part: JobPart): string {
  const name = nameOf(part.name);
  const records = part.total === null ? plural(part.done, "record") : `${part.done} of ${plural(part.total, "record")}`;
  switch (part.state) {
    case "queued":
      return `${name}: waits for its turn`;
    case "running":
      return part.problem ? `${name}: trying again. ${part.problem}` : `${name}: ${records} read`;
    case "succeeded":
      return `${name}: done, ${plural(part.done, "record")} read`;
    default:
      return `${name}: ${part.problem ?? "not read"}`;
  }
}

/** How a refresh ended, for whoever clicked. */
export function endOf(job: Job): { text: string; tone?: "bad" } {
  const signals = job.results.signals ?? 0;
  const news = signals === 0 ? "nothing new" : plural(signals, "new signal");
  switch (job.state) {
    case "succeeded":
      return { text: `Refreshed: ${news}.` };
    case "partial":
      return { text: `Refreshed in part: ${news}. ${job.problem ?? ""}`.trim(), tone: "bad" };
    case "stopped":
      return { text: "The refresh was stopped.", tone: "bad" };
    default:
      return { text: `Refresh failed: ${job.problem ?? "no source could be read"}`, tone: "bad" };
  }
}
