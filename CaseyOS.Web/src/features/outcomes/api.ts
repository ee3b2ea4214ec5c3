import { useQuery } from "@tanstack/react-query";
import { get } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import { usePolling } from "@/shared/api/live";
import type { Outcome, Page } from "@/shared/api/types";

export const useRecentOutcomes = () =>
  useQuery({
    queryKey: keys.outcomes,
    queryFn: ({ signal }) => get<Page<Outcome>>("/api/outcomes?limit=10", signal),
    refetchInterval: usePolling(),
  });
