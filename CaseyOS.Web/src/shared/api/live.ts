import { useQueryClient } from "@tanstack/react-query";
import { keys } from "./keys";
import type { Execution, Page } from "./types";

const calm = 30_000;
const watching = 5_000;
const running = 2_500;
/** How long after an execution an answer is so likely that the page looks more often. */
const freshFor = 10 * 60_000;

const isRunning = (execution: Execution) =>
  ["queued", "performing", "holding", "sending", "withdrawing", "logging"].includes(execution.status);

/** How often to ask for news: every 30 s, faster while something runs or was just done and is unanswered. */
export function pollInterval(executions: readonly Execution[], now: number): number {
  if (executions.some(isRunning)) return running;
  const awaited = executions.some(
    (execution) =>
      execution.status === "succeeded" &&
      execution.outcome === null &&
      execution.finished_at !== null &&
      now - Date.parse(execution.finished_at) < freshFor,
  );
  return awaited ? watching : calm;
}

/** For `refetchInterval`: looks at the executions that the page has at that moment, in whatever list. */
export function usePolling(): () => number {
  const client = useQueryClient();
  return () => {
    const lists = client.getQueriesData<Partial<Page<Execution>>>({ queryKey: keys.executions });
    return pollInterval(
      lists.flatMap(([, list]) => list?.items ?? []),
      Date.now(),
    );
  };
}
