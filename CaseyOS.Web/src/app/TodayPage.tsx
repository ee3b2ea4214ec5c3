import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "wouter";
import { RecentExecutions } from "@/features/executions/RecentExecutions";
import { RecentOutcomes } from "@/features/outcomes/RecentOutcomes";
import { RecentSignals } from "@/features/signals/RecentSignals";
import { DomainTabs, domainOf } from "@/features/today/DomainTabs";
import { StatsBar } from "@/features/today/StatsBar";
import { TodaysMoves } from "@/features/today/TodaysMoves";
import { WhyPanel } from "@/features/today/WhyPanel";
import type { Move } from "@/shared/api/types";
import { useKeys } from "@/shared/keys/useKeys";
import { useMoveCommands } from "./useMoveCommands";
import { usePageTitle } from "./usePageTitle";
import "./today-page.css";

/** The command center: what to do now on the left; why, and what came of it, on the right. */
export function TodayPage() {
  const client = useQueryClient();
  const [search] = useSearchParams();
  const [looked, setLooked] = useState<Move | null>(null);
  const { handlers, dialog } = useMoveCommands();
  const domain = domainOf(search.get("domain"));
  usePageTitle("Today");
  useKeys({ refresh: () => void client.invalidateQueries() });
  return (
    <>
      <h1 className="sr-only">Today</h1>
      <StatsBar />
      <div className="today">
        <div className="today-main">
          <TodaysMoves domain={domain} handlers={handlers} onLook={setLooked} tabs={<DomainTabs domain={domain} />} />
          <RecentSignals />
        </div>
        <aside className="today-side" aria-label="Background">
          {looked && <WhyPanel move={looked} handlers={handlers} />}
          <RecentExecutions />
          <RecentOutcomes />
        </aside>
      </div>
      {dialog}
    </>
  );
}
