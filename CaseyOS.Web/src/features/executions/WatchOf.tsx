import type { Execution, Watch } from "@/shared/api/types";
import { useTimes } from "@/shared/format/useTimes";
import { Button } from "@/shared/ui/Button";
import { Time } from "@/shared/ui/Time";
import { useStopWatching } from "./api";
import { isWaiting, standing } from "./watch";
import "./watch.css";

/** What is still awaited of an execution, and what happened since the click. */
export function WatchOf({ execution, watch }: { execution: Execution; watch: Watch }) {
  const times = useTimes();
  const stop = useStopWatching();
  return (
    <section className="watch" aria-label={`Watch: ${execution.item_title}`}>
      <p className="watch-standing">
        {standing(watch, times.moment)} {watch.extended_because}
      </p>
      {watch.timeline.length > 0 && (
        <ol className="watch-timeline">
          {watch.timeline.map((note) => (
            <li key={`${note.at}${note.text}`}>
              <Time at={note.at} /> {note.text}
            </li>
          ))}
        </ol>
      )}
      {isWaiting(watch) && (
        <Button disabled={stop.isPending} onClick={() => stop.mutate(execution)}>
          {stop.isPending ? "Stopping…" : "Stop watching"}
        </Button>
      )}
    </section>
  );
}
