import type { QueryClient } from "@tanstack/react-query";

/** Names under which answers are kept. Features share them, because a change in one is news for the others. */
export const keys = {
  me: ["me"],
  connections: ["connections"],
  actions: ["actions"],
  todays: ["today"],
  today: (domain: string) => ["today", domain],
  stats: ["stats"],
  move: (id: string) => ["move", id],
  history: (id: string) => ["move", id, "history"],
  execution: (id: string) => ["execution", id],
  executions: ["executions"],
  heldExecutions: ["executions", "held"],
  executionsOf: (itemId: string) => ["executions", "item", itemId],
  executionHistory: ["executions", "all"],
  outcomes: ["outcomes"],
  signals: ["signals"],
  recentSignals: ["signals", "recent"],
  signalFeed: ["signals", "feed"],
  rules: ["rules"],
  excluded: ["excluded"],
  signalStatus: ["signal-status"],
  jobs: ["jobs"],
  poison: ["poison"],
  orchestrations: ["orchestrations"],
} as const;

/** Everything that a change to a move can show in. */
export const refreshMoves = (client: QueryClient): Promise<unknown> =>
  Promise.all(
    [keys.todays, keys.stats, ["move"], keys.executions, keys.outcomes].map((queryKey) =>
      client.invalidateQueries({ queryKey }),
    ),
  );
