import { toProblem } from "@/shared/api/problem";
import type { Stats } from "@/shared/api/types";
import { Button } from "@/shared/ui/Button";
import { useStats } from "./api";
import "./stats-bar.css";

const shown: { key: keyof Stats; label: string }[] = [
  { key: "pending", label: "open" },
  { key: "completed_today", label: "done today" },
  { key: "drafted_today", label: "drafted today" },
  { key: "sent_today", label: "sent today" },
  { key: "replies_today", label: "replies today" },
  { key: "failed_today", label: "failed today" },
  { key: "signals_today", label: "signals today" },
  { key: "watches_running", label: "awaiting an answer" },
];

export function StatsBar() {
  const stats = useStats();
  if (stats.isError && !stats.data) {
    return (
      <div className="stats" role="alert">
        {toProblem(stats.error).message}
        <Button kind="quiet" disabled={stats.isFetching} onClick={() => stats.refetch()}>
          Try again
        </Button>
      </div>
    );
  }
  return (
    <dl className="stats" aria-busy={stats.isPending}>
      {shown.map(({ key, label }) => (
        <div key={key} className={key === "failed_today" && stats.data?.failed_today ? "bad" : ""}>
          <dt>{label}</dt>
          <dd>{stats.data?.[key] ?? "–"}</dd>
        </div>
      ))}
    </dl>
  );
}
