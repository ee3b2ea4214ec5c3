import type { Job, Wait } from "@/shared/api/types";
import { words } from "@/shared/format/words";

const jobs: Record<Job["kind"], string> = {
  ingest: "Refresh of all sources",
  backfill_deal_outcomes: "How closed deals ended",
};

const states: Record<Job["state"], { word: string; tone: string }> = {
  queued: { word: "Starts soon", tone: "busy" },
  running: { word: "At work", tone: "busy" },
  succeeded: { word: "Done", tone: "good" },
  partial: { word: "Done in part", tone: "bad" },
  failed: { word: "Failed", tone: "bad" },
  stopped: { word: "Stopped", tone: "" },
};

export const jobName = (kind: Job["kind"]) => jobs[kind];
export const jobState = (state: Job["state"]) => states[state];

/** "HubspotSweep" → "Hubspot sweep": names of steps are those of the program. */
const spaced = (name: string) => words(name.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase());

/** What a run waits for, as a person would say it. */
export function waitsFor(wait: Wait, until: (iso: string) => string): string {
  switch (wait.kind) {
    case "activity":
      return wait.name ? `at work: ${spaced(wait.name)}` : "at work";
    case "timer":
      return wait.until ? `waits, ${until(wait.until)}` : "waits for a time";
    case "event":
      return "waits for news from outside";
    default:
      return "goes on in a moment";
  }
}

export const runName = spaced;
