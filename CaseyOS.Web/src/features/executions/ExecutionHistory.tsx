import { Button } from "@/shared/ui/Button";
import { Empty } from "@/shared/ui/Empty";
import { Widget } from "@/shared/ui/Widget";
import { useExecutionHistory } from "./api";
import { ExecutionRow } from "./ExecutionRow";

export function ExecutionHistory() {
  const query = useExecutionHistory();
  return (
    <Widget title="Newest first" query={query} skeletonRows={8}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0)
          return (
            <Empty title="Nothing executed yet">
              Everything you execute is kept here, with its outcome and its way back.
            </Empty>
          );
        return (
          <>
            <ul className="rows wide">
              {items.map((execution) => (
                <ExecutionRow key={execution.id} execution={execution} detailed />
              ))}
            </ul>
            {query.hasNextPage && (
              <Button disabled={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
                Show older
              </Button>
            )}
          </>
        );
      }}
    </Widget>
  );
}
