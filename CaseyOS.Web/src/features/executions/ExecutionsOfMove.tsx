import { Empty } from "@/shared/ui/Empty";
import { Widget } from "@/shared/ui/Widget";
import { useExecutionsOf } from "./api";
import { ExecutionRow } from "./ExecutionRow";

export function ExecutionsOfMove({ id }: { id: string }) {
  const query = useExecutionsOf(id);
  return (
    <Widget title="Executions" query={query} skeletonRows={1}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title="Not executed yet" />
        ) : (
          <ul className="rows">
            {items.map((execution) => (
              <ExecutionRow key={execution.id} execution={execution} detailed watched />
            ))}
          </ul>
        )
      }
    </Widget>
  );
}
