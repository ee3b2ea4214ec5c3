import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useReducer, useRef } from "react";
import { refreshMoves } from "@/shared/api/keys";
import { type Problem, toProblem } from "@/shared/api/problem";
import type { Execution, Mode, Move } from "@/shared/api/types";
import { toast } from "@/shared/ui/toast";
import * as api from "./api";
import { effectOfResult } from "./effects";
import { attemptFor, type Event, type Flow, hasNews, initial, isComplete, isPreviewed, step } from "./flow";

/** Drives the flow of one move: asks the API what the flow wants and tells it what came back. */
export function useExecute(move: Move) {
  const client = useQueryClient();
  const [flow, dispatch] = useReducer(step, initial);
  const open = useRef(true);
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined);
  const looks = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per opened dialog
  useEffect(() => {
    open.current = true;
    void load();
    return () => {
      open.current = false;
      clearTimeout(typing.current);
    };
  }, [move.id]);

  async function load() {
    dispatch({ type: "reload" });
    dispatch(
      await api.preview(move.id).then(
        (preview): Event => ({ type: "previewed", preview }),
        (error): Event => ({ type: "preview_failed", problem: toProblem(error) }),
      ),
    );
  }

  /** Another mode is another effect: what happens then, and what speaks against it, comes from the server. */
  async function choose(mode: Mode) {
    if (flow.phase !== "ready" || flow.wish.mode === mode) return;
    dispatch({ type: "mode_chosen", mode });
    dispatch(
      await api.preview(move.id, { ...flow.wish, mode }).then(
        (preview): Event => ({ type: "previewed_again", preview }),
        (error): Event => ({ type: "preview_failed", problem: toProblem(error) }),
      ),
    );
  }

  /** Another time is looked at as soon as it is entered: whether it is possible, and who is busy then. */
  function pick(slot: string) {
    if (flow.phase !== "ready") return;
    dispatch({ type: "edited", text: { slot } });
    const look = ++looks.current;
    clearTimeout(typing.current);
    if (slot === "") return;
    const wish = { ...flow.wish, text: { ...flow.wish.text, slot } };
    typing.current = setTimeout(async () => {
      const event = await api.preview(move.id, wish).then(
        (preview): Event => ({ type: "previewed_again", preview }),
        (error): Event => ({ type: "preview_failed", problem: toProblem(error) }),
      );
      // Only the newest choice counts.
      if (look === looks.current) dispatch(event);
    }, 300);
  }

  async function confirm(queue = false) {
    if (flow.phase !== "ready" || !isComplete(flow)) return;
    dispatch({ type: "confirmed" });
    const event = await run(move, flow, dispatch, queue).catch((error) => outcomeOf(toProblem(error)));
    dispatch(event);
    if (event.type === "dry_run_passed" || event.type === "warned") return;
    // The dialog may have been closed meanwhile; what happened is still said.
    if (!open.current) announce(event, move);
    await refreshMoves(client);
  }

  async function undo() {
    if (flow.phase !== "done") return;
    dispatch({ type: "undo_started" });
    dispatch(
      await api.rollBack(flow.execution.id).then(
        (execution): Event => ({ type: "undone", execution }),
        (error): Event => ({ type: "undo_failed", problem: toProblem(error) }),
      ),
    );
    await refreshMoves(client);
  }

  return { flow, dispatch, load, choose, pick, confirm, undo };
}

async function run(
  move: Move,
  flow: Flow & { phase: "ready" },
  dispatch: (event: Event) => void,
  queue: boolean,
): Promise<Event> {
  // The token binds what is wished, so that a changed wish needs a token of its own.
  const fresh = isPreviewed(flow) ? flow.preview : await api.preview(move.id, flow.wish);
  if (hasNews(flow.preview, fresh)) return { type: "warned", preview: fresh };

  const attempt = { ...attemptFor(flow, fresh, () => crypto.randomUUID()), queue };
  dispatch({ type: "attempted", attempt, preview: fresh });
  const answer = await api.execute(move.id, attempt);
  if (attempt.dryRun) return { type: "dry_run_passed" };
  return resultOf(await settled(answer.execution));
}

/** A long execution answers before it is finished; the page then asks until it is. */
async function settled(execution: Execution): Promise<Execution> {
  let latest = execution;
  for (let asked = 0; !isFinal(latest) && asked < 60; asked++) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    latest = await api.execution(latest.id);
  }
  return latest;
}

const isFinal = (execution: Execution) =>
  ["succeeded", "failed", "rolled_back", "queued", "cancelled", "holding"].includes(execution.status);

const resultOf = (execution: Execution): Event => ({ type: "executed", execution });

/** A refusal that brings a new preview is not a failure: the world has moved, and here is what it looks like now. */
const outcomeOf = (problem: Problem): Event =>
  problem.body.preview ? { type: "stale", preview: problem.body.preview } : { type: "failed", problem };

function announce(event: Event, move: Move) {
  if (event.type === "failed") toast(`${move.title}: ${event.problem.message}`, { tone: "bad" });
  else if (event.type === "stale") toast(`${move.title}: it has changed since. Open it again.`, { tone: "bad" });
  else if (event.type === "executed" && event.execution.status === "failed")
    toast(`${move.title}: ${event.execution.error ?? "It failed."}`, { tone: "bad" });
  else if (event.type === "executed" && event.execution.status === "queued")
    toast(`Queued until the limit leaves room: ${move.title}`);
  // What is held has a countdown of its own on the page.
  else if (event.type === "executed" && event.execution.status !== "holding")
    toast(`${effectOfResult(event.execution).done}: ${move.title}`, { tone: "good" });
}
