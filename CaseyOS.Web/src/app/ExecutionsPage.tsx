import { useQueryClient } from "@tanstack/react-query";
import { ExecutionHistory } from "@/features/executions/ExecutionHistory";
import { keys } from "@/shared/api/keys";
import { useKeys } from "@/shared/keys/useKeys";
import { usePageTitle } from "./usePageTitle";

export function ExecutionsPage() {
  const client = useQueryClient();
  usePageTitle("Executions");
  useKeys({ refresh: () => void client.invalidateQueries({ queryKey: keys.executions }) });
  return (
    <>
      <div className="page-head">
        <h1>Executions</h1>
      </div>
      <ExecutionHistory />
    </>
  );
}
