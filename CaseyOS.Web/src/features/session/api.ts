import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { del, forgetSession, get, me, post } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import { toProblem } from "@/shared/api/problem";
import type { Connections } from "@/shared/api/types";
import { toast } from "@/shared/ui/toast";

export const useMe = () => useQuery({ queryKey: keys.me, queryFn: ({ signal }) => me(signal), staleTime: 5 * 60_000 });

export const useConnections = () =>
  useQuery({
    queryKey: keys.connections,
    queryFn: ({ signal }) => get<Connections>("/api/connections", signal),
    refetchInterval: 60_000,
  });

export function useDisconnect() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (provider: string) => del<void>(`/api/connections/${provider}`),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.connections }),
    onError: (error) => toast(`Not disconnected: ${toProblem(error).message}`, { tone: "bad" }),
  });
}

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
