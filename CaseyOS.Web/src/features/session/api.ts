import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { forgetSession, get, me, post } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import type { Connections } from "@/shared/api/types";

export const useMe = () => useQuery({ queryKey: keys.me, queryFn: ({ signal }) => me(signal), staleTime: 5 * 60_000 });

export const useConnections = () =>
  useQuery({
    queryKey: keys.connections,
    queryFn: ({ signal }) => get<Connections>("/api/connections", signal),
    refetchInterval: 60_000,
  });

/** Leaves nothing of the user on the page. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post<void>("/logout"),
    onSuccess: () => {
      forgetSession();
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== "me" });
      return client.resetQueries({ queryKey: keys.me });
    },
  });
}
