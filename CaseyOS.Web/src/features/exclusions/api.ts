import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { get, put } from "@/shared/api/client";
import { keys, refreshMoves } from "@/shared/api/keys";
import { toProblem } from "@/shared/api/problem";
import type { ExcludedCompanies } from "@/shared/api/types";
import { toast } from "@/shared/ui/toast";

const path = "/api/settings/excluded-companies";

export const useExcluded = () =>
  useQuery({ queryKey: keys.excluded, queryFn: ({ signal }) => get<ExcludedCompanies>(path, signal) });

/** Moves to these companies leave the page at once. */
export function useExclude() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (domains: string[]) => put<ExcludedCompanies>(path, { domains }),
    onSuccess: (excluded) => {
      client.setQueryData(keys.excluded, excluded);
      return refreshMoves(client);
    },
    onError: (error) => toast(`Not changed: ${toProblem(error).message}`, { tone: "bad" }),
  });
}
