import { useRefreshSignals } from "@/features/signals/api";
import { SignalFeed } from "@/features/signals/SignalFeed";
import { SourceHealth } from "@/features/signals/SourceHealth";
import { useKeys } from "@/shared/keys/useKeys";
import { usePageTitle } from "./usePageTitle";

export function SignalsPage() {
  const refresh = useRefreshSignals();
  usePageTitle("Signals");
  useKeys({ refresh: refresh.start });
  return (
    <>
      <div className="page-head">
        <h1>Signals</h1>
      </div>
      <SourceHealth refresh={refresh} />
      <SignalFeed />
    </>
  );
}
