import { Link } from "wouter";
import { useTimes } from "@/shared/format/useTimes";
import { nameOf } from "@/shared/format/words";
import { useSignalStatus } from "./api";

/** Says on every page when what it shows is old. */
export function StaleBanner() {
  const status = useSignalStatus();
  const times = useTimes();
  const stale = status.data?.sources.filter((source) => source.is_stale) ?? [];
  if (stale.length === 0) return null;
  return (
    <aside className="banner warning" aria-label="Old data">
      {stale.map((source) => (
        <span key={source.source}>
          <strong>{nameOf(source.source)}</strong>{" "}
          {source.last_success ? `was last read ${times.ago(source.last_success)}` : "could not be read yet"}
          {source.errors[0] ? `: ${source.errors[0]}` : "."}
        </span>
      ))}
      <Link className="link" href="/system">
        See what is wrong
      </Link>
    </aside>
  );
}
