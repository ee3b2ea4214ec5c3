import { useQueryClient } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { ExecutionsOfMove } from "@/features/executions/ExecutionsOfMove";
import { useMove } from "@/features/today/api";
import { History } from "@/features/today/History";
import { MoveDetails } from "@/features/today/MoveDetails";
import { refreshMoves } from "@/shared/api/keys";
import { useKeys } from "@/shared/keys/useKeys";
import { Button } from "@/shared/ui/Button";
import { Widget } from "@/shared/ui/Widget";
import { useMoveCommands } from "./useMoveCommands";
import { useMoveKeys } from "./useMoveKeys";
import { usePageTitle } from "./usePageTitle";
import "./move-page.css";

/** One move with its receipts: where the score comes from, what was done, what came of it. */
export function MovePage({ id }: { id: string }) {
  const client = useQueryClient();
  const query = useMove(id);
  const { handlers, dialog } = useMoveCommands();
  const keysOfMove = useMoveKeys(query.data, handlers);
  usePageTitle(query.data?.title ?? "Move");
  useKeys({ ...keysOfMove.keys, refresh: () => void refreshMoves(client) });
  return (
    <div className="move-page">
      <div className="page-head">
        <Button kind="quiet" onClick={() => history.back()}>
          <ArrowLeft /> Back
        </Button>
      </div>
      <h1>{query.data?.title ?? "Move"}</h1>
      <div className="move-columns">
        <Widget title="Why" query={query} skeletonRows={6}>
          {(move) => <MoveDetails move={move} handlers={handlers} menu={keysOfMove.menu} onMenu={keysOfMove.setMenu} />}
        </Widget>
        <div className="move-past">
          <ExecutionsOfMove id={id} />
          <History id={id} />
        </div>
      </div>
      {dialog}
    </div>
  );
}
