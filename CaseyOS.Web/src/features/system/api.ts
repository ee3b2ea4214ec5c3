import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { get, post } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import { toProblem } from "@/shared/api/problem";
import type { Job, Orchestration, Page, Poison } from "@/shared/api/types";
import { plural } from "@/shared/format/words";
import { toast } from "@/shared/ui/toast";

export const usePoison = () =>
  useQuery({
    queryKey: keys.poison,
    queryFn: ({ signal }) => get<Poison>("/api/signals/poison", signal),
    refetchInterval: 30_000,
  });

export const useRunning = () =>
  useQuery({
    queryKey: keys.orchestrations,
    queryFn: ({ signal }) => get<Page<Orchestration>>("/api/orchestrations?status=running&limit=50", signal),
    refetchInterval: 15_000,
  });

const failed = (error: unknown) => toast(toProblem(error).message, { tone: "bad" });

/** What can be done about messages that nobody could process. */
export function usePoisonActions() {
  const client = useQueryClient();
  const onSettled = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.poison }),
      client.invalidateQueries({ queryKey: keys.signalStatus }),
    ]);
  const act = (id: string, what: "retry" | "discard") => post(`/api/signals/poison/${encodeURIComponent(id)}/${what}`);
  const retry = useMutation({
    mutationFn: (id: string) => act(id, "retry"),
    onSuccess: () => toast("Sent back. It returns here if it fails again."),
    onError: failed,
    onSettled,
  });
  const retryAll = useMutation({
    mutationFn: () => post<{ messages: number }>("/api/signals/poison/retry"),
    onSuccess: ({ messages }) => toast(`${plural(messages, "message")} sent back.`),
    onError: failed,
    onSettled,
  });
  const discard = useMutation({
    mutationFn: (id: string) => act(id, "discard"),
    onSuccess: () => toast("Discarded."),
    onError: failed,
    onSettled,
  });
  return { retry, retryAll, discard, isBusy: retry.isPending || retryAll.isPending || discard.isPending };
}

export function useTerminate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => post(`/api/orchestrations/${encodeURIComponent(id)}/terminate`, {}),
    onSuccess: () => toast("It is being ended."),
    onError: failed,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.orchestrations }),
        client.invalidateQueries({ queryKey: keys.jobs }),
      ]),
  });
}

export function useBackfill() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post<Job>("/api/deal-outcomes/backfill"),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.jobs }),
    onError: failed,
  });
}
