import type { ReactNode } from "react";
import type { Move, Today } from "@/shared/api/types";
import { Empty } from "@/shared/ui/Empty";
import { Widget } from "@/shared/ui/Widget";
import { type DomainFilter, useToday } from "./api";
import type { MoveHandlers } from "./MoveActions";
import { MoveList } from "./MoveList";

interface Props {
  domain: DomainFilter;
  handlers: MoveHandlers;
  onLook: (move: Move | null) => void;
  tabs: ReactNode;
}

export function TodaysMoves({ domain, handlers, onLook, tabs }: Props) {
  const query = useToday(domain);
  return (
    <Widget title={<Title today={query.data} />} query={query} aside={tabs} skeletonRows={10}>
      {({ today_moves: moves }) =>
        moves.length === 0 ? (
          <Empty title={domain === "all" ? "Nothing to do right now" : "Nothing here right now"}>
            {domain === "all"
              ? "New moves arrive by themselves. To look now, open Signals and press “Refresh now”."
              : "Other domains may have moves: choose All."}
          </Empty>
        ) : (
          <MoveList moves={moves} handlers={handlers} onLook={onLook} />
        )
      }
    </Widget>
  );
}

function Title({ today }: { today: Today | undefined }) {
  return (
    <>
      Today's Moves{" "}
      {today && (
        <span className="muted">
          {today.today_moves.length} of {today.total_pending} open
        </span>
      )}
    </>
  );
}
