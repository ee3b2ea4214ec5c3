import { expect, it } from "vitest";
import type { Job, JobPart } from "@/shared/api/types";
import { endOf, progressOf } from "./progress";

const part = (change: Partial<JobPart>): JobPart => ({
  name: "hubspot",
  state: "running",
  done: 3,
  total: 10,
  problem: null,
  started_at: null,
  ended_at: null,
  results: {},
  ...change,
});
const job = (change: Partial<Job>) => ({ state: "succeeded", problem: null, results: {}, ...change }) as Job;

it.each([
  [part({}), "HubSpot: 3 of 10 records read"],
  [part({ total: null, done: 1 }), "HubSpot: 1 record read"],
  [part({ state: "queued" }), "HubSpot: waits for its turn"],
  [part({ problem: "HubSpot does not answer." }), "HubSpot: trying again. HubSpot does not answer."],
  [part({ state: "failed", problem: "Connect HubSpot again." }), "HubSpot: Connect HubSpot again."],
])("says how far a part is", (one, words) => expect(progressOf(one)).toBe(words));

it.each([
  [job({}), "Refreshed: nothing new.", undefined],
  [job({ results: { signals: 2 } }), "Refreshed: 2 new signals.", undefined],
  [
    job({ state: "partial", problem: "1 of 3 sources could not be read." }),
    "Refreshed in part: nothing new. 1 of 3 sources could not be read.",
    "bad",
  ],
  [job({ state: "failed" }), "Refresh failed: no source could be read", "bad"],
])("says how a refresh ended", (one, text, tone) => expect(endOf(one)).toEqual(tone ? { text, tone } : { text }));
