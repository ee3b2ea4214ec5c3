import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { post } from "@/shared/api/client";
import { keys, refreshMoves } from "@/shared/api/keys";
import { toProblem } from "@/shared/api/problem";
import type { Move, Today } from "@/shared/api/types";
import { toast } from "@/shared/ui/toast";
import { afterChange, type Change, saidOf } from "./changes";

export interface MoveChange {
  move: Move;
  change: Change;
}

const mutationKey = ["move-change"];

/** Changes a move at once on the page, then on the server, with an undo on offer. */
export function useMoveChanges() {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationKey,
    mutationFn: ({ move, change: { kind, ...body } }: MoveChange) =>
      post<Move>(`/api/command-queue/${move.id}/${kind}`, body),
    // One at a time and in order, so that an undo never overtakes what it undoes.
    scope: { id: "move-changes" },
    onMutate: (wanted) => applyNow(client, wanted),
    onError: (error, { move }, before) => {
      for (const [key, data] of before?.lists ?? []) client.setQueryData(key, data);
      toast(`${move.title}: ${toProblem(error).message}`, { tone: "bad" });
    },
    // Only the last of several in flight asks again: an earlier answer would bring back what the later ones removed.
    onSettled: () => (client.isMutating({ mutationKey }) === 1 ? refreshMoves(client) : undefined),
  });

  const apply = (move: Move, change: Change) => {
    mutation.mutate({ move, change });
    const undo = { label: "Undo", run: () => mutation.mutate({ move, change: { kind: "reopen" } }) };
    toast(`${saidOf(change)}: ${move.title}`, change.kind === "reopen" ? {} : { action: undo });
  };
  return { apply };
}

export async function applyNow(client: QueryClient, { move, change }: MoveChange) {
  await client.cancelQueries({ queryKey: keys.todays });
  const lists = client.getQueriesData<Today>({ queryKey: keys.todays });
  for (const [key, today] of lists) {
    const domain = key[1];
    if (today && (domain === "all" || domain === move.domain))
      client.setQueryData(key, afterChange(today, move, change));
  }
  return { lists };
}
