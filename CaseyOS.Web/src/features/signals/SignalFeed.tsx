import { Button } from "@/shared/ui/Button";
import { Empty } from "@/shared/ui/Empty";
import { Widget } from "@/shared/ui/Widget";
import { useSignalFeed } from "./api";
import { SignalRow } from "./SignalRow";

export function SignalFeed() {
  const query = useSignalFeed();
  return (
    <Widget title="Newest first" query={query} skeletonRows={8}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0)
          return (
            <Empty title="No signals yet">
              Press “Refresh now” to ask HubSpot and Gmail, or check the sources above.
            </Empty>
          );
        return (
          <>
            <ul className="rows wide">
              {items.map((signal) => (
                <SignalRow key={signal.id} signal={signal} detailed />
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
