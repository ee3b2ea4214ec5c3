import { Link } from "wouter";
import { Empty } from "@/shared/ui/Empty";
import { Widget } from "@/shared/ui/Widget";
import { useRecentExecutions } from "./api";
import { ExecutionRow } from "./ExecutionRow";

export function RecentExecutions() {
  const query = useRecentExecutions();
  const all = (
    <Link className="link" href="/executions">
      All<span className="sr-only"> executions</span>
    </Link>
  );
  return (
    <Widget title="Executed" query={query} aside={all}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title="Nothing executed yet">
            Pick a move and press Execute; you see the mail before anything happens.
          </Empty>
        ) : (
          <ul className="rows">
            {items.slice(0, 4).map((execution) => (
              <ExecutionRow key={execution.id} execution={execution} />
            ))}
          </ul>
        )
      }
    </Widget>
  );
}
