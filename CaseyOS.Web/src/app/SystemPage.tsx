import { useRefreshSignals } from "@/features/signals/api";
import { SourceHealth } from "@/features/signals/SourceHealth";
import { JobList } from "@/features/system/JobList";
import { PoisonList } from "@/features/system/PoisonList";
import { Running } from "@/features/system/Running";
import { useKeys } from "@/shared/keys/useKeys";
import { usePageTitle } from "./usePageTitle";
import "./system-page.css";

/** Whether the machinery runs, in sentences, and what to do where it does not. */
export function SystemPage({ isAdmin }: { isAdmin: boolean }) {
  const refresh = useRefreshSignals();
  usePageTitle("System");
  useKeys({ refresh: refresh.start });
  return (
    <div className="system-page">
      <div className="page-head">
        <h1>System</h1>
      </div>
      <SourceHealth refresh={refresh} />
      {isAdmin && <PoisonList />}
      <JobList isAdmin={isAdmin} />
      {isAdmin && <Running />}
    </div>
  );
}
