import { useQuery } from "@tanstack/react-query";
import { get } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import type { Job, Page } from "@/shared/api/types";
import { isAtWork } from "./progress";

/** The latest jobs; every second while one of them is at work. */
export const useJobs = () =>
  useQuery({
    queryKey: keys.jobs,
    queryFn: ({ signal }) => get<Page<Job>>("/api/jobs?limit=10", signal),
    refetchInterval: (query) => (query.state.data?.items.some(isAtWork) ? 1_000 : 30_000),
  });
