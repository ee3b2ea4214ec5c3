import { get, post } from "@/shared/api/client";
import type { ExecuteAnswer, Execution, Preview } from "@/shared/api/types";
import type { Attempt, Wish } from "./flow";

/** Without a wish: the move as it is proposed. */
export const preview = (itemId: string, wish?: Wish) =>
  post<Preview>(
    `/api/command-queue/${itemId}/preview`,
    wish ? { mode: wish.mode, overrides: overridesOf(wish) } : { mode: "draft" },
  );

/** The text always goes along: what is done is what the user saw, edited or not. */
export const execute = (itemId: string, { key, wish, dryRun, token, queue }: Attempt) =>
  post<ExecuteAnswer>(
    `/api/command-queue/${itemId}/execute?dry_run=${dryRun}`,
    {
      mode: wish.mode,
      overrides: overridesOf(wish),
      confirm_token: token,
      ...(queue ? { when_limited: "queue" } : {}),
    },
    { "Idempotency-Key": key },
  );

const overridesOf = ({ text, overruled }: Wish) => ({
  ...text,
  ...Object.fromEntries(overruled.map((kind) => [kind, true])),
});

export const execution = (id: string) => get<Execution>(`/api/executions/${id}`);

export const rollBack = (id: string) => post<Execution>(`/api/executions/${id}/rollback`);
