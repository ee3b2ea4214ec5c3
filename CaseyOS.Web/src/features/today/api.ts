import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { get } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import { usePolling } from "@/shared/api/live";
import type { History, Move, Stats, Today } from "@/shared/api/types";

export type DomainFilter = "all" | "sales" | "marketing" | "cs";

/** So often that a form or a deal that moved is on the open page within five seconds; unchanged, an answer is a 304. */
const lookEvery = 2_000;

export const useToday = (domain: DomainFilter) =>
  useQuery({
    queryKey: keys.today(domain),
    queryFn: ({ signal }) =>
      get<Today>(`/api/command-queue/today${domain === "all" ? "" : `?domain=${domain}`}`, signal),
    refetchInterval: lookEvery,
    placeholderData: keepPreviousData,
  });

export const useStats = () =>
  useQuery({
    queryKey: keys.stats,
    queryFn: ({ signal }) => get<Stats>("/api/dashboard/stats", signal),
    refetchInterval: usePolling(),
  });

export const useMove = (id: string) =>
  useQuery({
    queryKey: keys.move(id),
    queryFn: ({ signal }) => get<Move>(`/api/command-queue/${id}`, signal),
    refetchInterval: usePolling(),
  });

export const useHistory = (id: string) =>
  useQuery({
    queryKey: keys.history(id),
    queryFn: ({ signal }) => get<History>(`/api/command-queue/${id}/history`, signal),
    refetchInterval: usePolling(),
  });
