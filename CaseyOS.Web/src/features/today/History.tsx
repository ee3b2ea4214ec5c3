import type { HistoryEntry } from "@/shared/api/types";
import { words } from "@/shared/format/words";
import { Time } from "@/shared/ui/Time";
import { Widget } from "@/shared/ui/Widget";
import { useHistory } from "./api";

export function History({ id }: { id: string }) {
  const query = useHistory(id);
  return (
    <Widget title="History" query={query}>
      {({ items }) => (
        <ol className="rows">
          {items.map((entry) => (
            <li className="row" key={`${entry.at}${entry.change}`}>
              <div className="row-text">
                <p>{said(entry)}</p>
                {entry.note && <p className="row-note">{entry.note}</p>}
                <p className="row-meta">
                  <Time at={entry.at} /> <span>{entry.actor}</span>
                </p>
              </div>
            </li>
          ))}
        </ol>
      )}
    </Widget>
  );
}

const said = ({ change, from, to }: HistoryEntry) => {
  const what = words(change);
  if (!to || from === to) return what;
  return from ? `${what}: ${words(from)} → ${words(to)}` : `${what}: ${words(to)}`;
};
