import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { get, post } from "@/shared/api/client";
import { keys, refreshMoves } from "@/shared/api/keys";
import { usePolling } from "@/shared/api/live";
import { toProblem } from "@/shared/api/problem";
import type { Execution, Page } from "@/shared/api/types";
import { toast } from "@/shared/ui/toast";
import { hasEnded } from "./held";
import { undoneWords } from "./state";

const page = (query: string, signal?: AbortSignal) => get<Page<Execution>>(`/api/executions?${query}`, signal);

export const useRecentExecutions = () =>
  useQuery({
    queryKey: keys.executions,
    queryFn: ({ signal }) => page("limit=8", signal),
    refetchInterval: usePolling(),
  });

export const useExecutionsOf = (itemId: string) =>
  useQuery({
    queryKey: keys.executionsOf(itemId),
    queryFn: ({ signal }) => page(`item_id=${itemId}&limit=20`, signal),
    refetchInterval: usePolling(),
  });

export const useExecutionHistory = () =>
  useInfiniteQuery({
    queryKey: keys.executionHistory,
    queryFn: ({ signal, pageParam }) => page(`limit=50${pageParam ? `&cursor=${pageParam}` : ""}`, signal),
    initialPageParam: "",
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    refetchInterval: usePolling(),
  });

/** Mails that are held before they are sent: few, and not for long. */
export const useHeldExecutions = () =>
  useQuery({
    queryKey: keys.heldExecutions,
    queryFn: ({ signal }) => page("status=holding&limit=20", signal),
    refetchInterval: usePolling(),
  });

/** One of them, asked about each second until it has ended. */
export const heldExecution = (id: string) => ({
  queryKey: keys.execution(id),
  queryFn: ({ signal }: { signal: AbortSignal }) => get<Execution>(`/api/executions/${id}`, signal),
  refetchInterval: (query: { state: { data?: Execution | undefined } }) =>
    query.state.data && hasEnded(query.state.data) ? (false as const) : 1_000,
});

/** Nothing is awaited of an execution any more. */
export function useStopWatching() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (execution: Execution) => post<Execution>(`/api/executions/${execution.id}/cancel-watch`),
    onSuccess: (_, execution) => toast(`No longer watched: ${execution.item_title}`),
    onError: (error, execution) => toast(`${execution.item_title}: ${toProblem(error).message}`, { tone: "bad" }),
    onSettled: () => refreshMoves(client),
  });
}

/** Takes back what an execution left outside, or calls off what it has not done yet. */
export function useRollBack() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (execution: Execution) => post<Execution>(`/api/executions/${execution.id}/rollback`),
    onSuccess: (undone, { status }) => {
      // What became of a held mail is said where it is followed.
      if (status === "holding") client.setQueryData(keys.execution(undone.id), undone);
      else toast(`${undoneWords(undone)}: ${undone.item_title}`);
    },
    onError: (error, execution) => toast(`${execution.item_title}: ${toProblem(error).message}`, { tone: "bad" }),
    onSettled: (_, __, { id }) =>
      Promise.all([client.invalidateQueries({ queryKey: keys.execution(id) }), refreshMoves(client)]),
  });
}
