import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useLocation } from "wouter";
import { headline } from "@/features/outcomes/headline";
import { useNewOutcomes } from "@/features/outcomes/useNewOutcomes";
import { refreshMoves } from "@/shared/api/keys";
import type { Outcome } from "@/shared/api/types";
import { toast } from "@/shared/ui/toast";

/** Says it when something came of a move, on whichever page the user is. */
export function useOutcomeNews(): void {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  useNewOutcomes(
    useCallback(
      (outcome: Outcome) => {
        const open = { label: "Open", run: () => navigate(`/queue/${outcome.queue_item_id}`) };
        toast(headline(outcome), { tone: "good", action: open });
        void refreshMoves(client);
      },
      [client, navigate],
    ),
  );
}
