import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { refreshMoves } from "@/shared/api/keys";
import type { Execution } from "@/shared/api/types";
import { toast } from "@/shared/ui/toast";
import { heldExecution, useHeldExecutions, useRollBack } from "./api";
import { endWords, hasEnded } from "./held";

/** Mails that are held, from the server, so that a reload keeps them; each is followed to its end, which is then said. */
export function useHeldMails() {
  const client = useQueryClient();
  const held = useHeldExecutions().data?.items;
  const [followed, setFollowed] = useState<readonly string[]>([]);
  const callOff = useRollBack();

  useEffect(() => {
    const found = held?.map(({ id }) => id) ?? [];
    setFollowed((known) => (found.every((id) => known.includes(id)) ? known : [...new Set([...known, ...found])]));
  }, [held]);

  const mails = useQueries({
    queries: followed.map(heldExecution),
    combine: (answers) => answers.flatMap(({ data }) => data ?? []),
  });
  const ended = mails.filter(hasEnded);
  const endedIds = ended.map(({ id }) => id).join();

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each that has ended
  useEffect(() => {
    if (endedIds === "") return;
    for (const mail of ended) {
      const { text, tone } = endWords(mail);
      toast(text, { tone });
    }
    void refreshMoves(client).then(() =>
      setFollowed((known) => known.filter((id) => !endedIds.split(",").includes(id))),
    );
  }, [endedIds]);

  return {
    mails: mails.filter((mail) => !hasEnded(mail)),
    callOff: (mail: Execution) => callOff.mutate(mail),
    isCallingOff: (mail: Execution) => callOff.isPending && callOff.variables?.id === mail.id,
  };
}
