import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { get, post } from "@/shared/api/client";
import { keys, refreshMoves } from "@/shared/api/keys";
import { toProblem } from "@/shared/api/problem";
import type { Job, Page, Signal, SignalsStatus } from "@/shared/api/types";
import { endOf, isAtWork } from "@/shared/jobs/progress";
import { useJobs } from "@/shared/jobs/useJobs";
import { toast } from "@/shared/ui/toast";

const page = (query: string, signal?: AbortSignal) => get<Page<Signal>>(`/api/signals?${query}`, signal);

export const useRecentSignals = () =>
  useQuery({ queryKey: keys.recentSignals, queryFn: ({ signal }) => page("limit=6", signal), refetchInterval: 30_000 });

export const useSignalFeed = () =>
  useInfiniteQuery({
    queryKey: keys.signalFeed,
    queryFn: ({ signal, pageParam }) => page(`limit=50${pageParam ? `&cursor=${pageParam}` : ""}`, signal),
    initialPageParam: "",
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    refetchInterval: 30_000,
  });

export const useSignalStatus = () =>
  useQuery({
    queryKey: keys.signalStatus,
    queryFn: ({ signal }) => get<SignalsStatus>("/api/signals/status", signal),
    refetchInterval: 30_000,
  });

/** Asks every source now instead of at its next turn. The work goes on when the page is closed, and shows again when it is opened. */
export function useRefreshSignals() {
  const client = useQueryClient();
  const jobs = useJobs();
  const [watched, setWatched] = useState<string | null>(null);
  const mine = jobs.data?.items.find((job) => job.id === watched);
  const running = jobs.data?.items.find((job) => job.kind === "ingest" && isAtWork(job));

  useEffect(() => {
    if (!mine || isAtWork(mine)) return;
    setWatched(null);
    const { text, tone } = endOf(mine);
    toast(text, tone ? { tone } : {});
    void Promise.all([
      refreshMoves(client),
      client.invalidateQueries({ queryKey: keys.signals }),
      client.invalidateQueries({ queryKey: keys.signalStatus }),
    ]);
  }, [mine, client]);

  const start = useMutation({
    mutationFn: () => post<Job>("/api/signals/refresh"),
    onSuccess: (job) => {
      setWatched(job.id);
      return client.invalidateQueries({ queryKey: keys.jobs });
    },
    onError: (error) => toast(`Refresh failed: ${toProblem(error).message}`, { tone: "bad" }),
  });
  const isBusy = start.isPending || watched !== null || running !== undefined;
  return { start: () => isBusy || start.mutate(), isBusy, job: running };
}
