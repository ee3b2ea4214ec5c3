import { Link } from "wouter";
import { Empty } from "@/shared/ui/Empty";
import { Widget } from "@/shared/ui/Widget";
import { useRecentSignals } from "./api";
import { SignalRow } from "./SignalRow";

export function RecentSignals() {
  const query = useRecentSignals();
  const all = (
    <Link className="link" href="/signals">
      All<span className="sr-only"> signals</span>
    </Link>
  );
  return (
    <Widget title="Signals" query={query} aside={all}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title="No signals yet">They arrive by themselves from HubSpot and Gmail.</Empty>
        ) : (
          <ul className="rows">
            {items.slice(0, 4).map((signal) => (
              <SignalRow key={signal.id} signal={signal} />
            ))}
          </ul>
        )
      }
    </Widget>
  );
}
