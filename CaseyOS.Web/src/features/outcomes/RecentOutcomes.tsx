import { Link } from "wouter";
import { words } from "@/shared/format/words";
import { Empty } from "@/shared/ui/Empty";
import { Time } from "@/shared/ui/Time";
import { Widget } from "@/shared/ui/Widget";
import { useRecentOutcomes } from "./api";

export function RecentOutcomes() {
  const query = useRecentOutcomes();
  return (
    <Widget title="Outcomes" query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title="No answers yet">Send a draft from your mailbox. The answer shows up here by itself.</Empty>
        ) : (
          <ul className="rows">
            {items.slice(0, 4).map((outcome) => (
              <li className="row" key={outcome.id}>
                <div className="row-text">
                  <Link className="row-title" href={`/queue/${outcome.queue_item_id}`}>
                    {outcome.contact_email ?? words(outcome.outcome_type)}
                  </Link>
                  <p className="row-meta">
                    <span
                      className={
                        ["email_replied", "meeting_booked"].includes(outcome.outcome_type) ? "state good" : "state"
                      }
                    >
                      {words(outcome.outcome_type)}
                    </span>
                    <Time at={outcome.occurred_at} />
                  </p>
                  <p className="row-note truncate" title={outcome.evidence}>
                    {outcome.evidence}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        )
      }
    </Widget>
  );
}
