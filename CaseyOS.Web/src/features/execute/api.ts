import { get, post } from "@/shared/api/client";
import type { ExecuteAnswer, Execution, Preview } from "@/shared/api/types";
import type { Attempt, Text } from "./flow";

export const preview = (itemId: string, overrides?: Text) =>
  post<Preview>(`/api/command-queue/${itemId}/preview`, { mode: "draft", ...(overrides ? { overrides } : {}) });

/** The text always goes along: what is done is what the user saw, edited or not. */
export const execute = (itemId: string, { key, text, dryRun, token, queue }: Attempt) =>
  post<ExecuteAnswer>(
    `/api/command-queue/${itemId}/execute?dry_run=${dryRun}`,
    { mode: "draft", overrides: text, confirm_token: token, ...(queue ? { when_limited: "queue" } : {}) },
    { "Idempotency-Key": key },
  );

export const execution = (id: string) => get<Execution>(`/api/executions/${id}`);

export const rollBack = (id: string) => post<Execution>(`/api/executions/${id}/rollback`);
