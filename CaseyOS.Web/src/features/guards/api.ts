import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { get, post } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import type { Actions } from "@/shared/api/types";

/** Whether anything may be done outside. Asked often: a stop concerns everybody at once. */
export const useActions = () =>
  useQuery({
    queryKey: keys.actions,
    queryFn: ({ signal }) => get<Actions>("/api/actions", signal),
    refetchInterval: 10_000,
  });

function useSwitch<T>(change: (value: T) => Promise<Actions>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (actions) => client.setQueryData(keys.actions, actions),
  });
}

export const useStop = () =>
  useSwitch((reason: string) => post<Actions>("/api/admin/actions/stop", reason ? { reason } : {}));

export const useResume = () => useSwitch((_: undefined) => post<Actions>("/api/admin/actions/resume"));
