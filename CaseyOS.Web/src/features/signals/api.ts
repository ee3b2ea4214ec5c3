import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { get, post } from "@/shared/api/client";
import { keys, refreshMoves } from "@/shared/api/keys";
import { toProblem } from "@/shared/api/problem";
import type { Page, Signal, SignalsStatus } from "@/shared/api/types";
import { plural } from "@/shared/format/words";
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

/** Asks every source now instead of at its next turn. */
export function useRefreshSignals() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post<SignalsStatus>("/api/signals/refresh"),
    onSuccess: (status) => {
      client.setQueryData(keys.signalStatus, status);
      toast(
        status.signals_detected === 0
          ? "Refreshed: nothing new."
          : `Refreshed: ${plural(status.signals_detected, "new signal")}.`,
      );
    },
    onError: (error) => toast(`Refresh failed: ${toProblem(error).message}`, { tone: "bad" }),
    onSettled: () => Promise.all([refreshMoves(client), client.invalidateQueries({ queryKey: keys.signals })]),
  });
}
