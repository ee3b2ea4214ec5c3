import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import { toProblem } from "@/shared/api/problem";
import { useTimes } from "@/shared/format/useTimes";
import { Button } from "./Button";
import { Skeleton } from "./Skeleton";
import "./widget.css";

interface Props<T> {
  title: ReactNode;
  query: UseQueryResult<T>;
  aside?: ReactNode;
  skeletonRows?: number;
  children: (data: T) => ReactNode;
}

/** A part of the page that loads, fails and recovers on its own. Old data stays, with its age, when a refresh fails. */
export function Widget<T>({ title, query, aside, skeletonRows = 3, children }: Props<T>) {
  const heading = useId();
  return (
    <section className="widget" aria-labelledby={heading} aria-busy={query.isPending}>
      <header>
        <h2 id={heading}>{title}</h2>
        {aside}
      </header>
      {query.isError && query.data !== undefined && <Stale query={query} />}
      {query.data !== undefined ? (
        children(query.data)
      ) : query.isError ? (
        <Failed query={query} />
      ) : (
        <Skeleton rows={skeletonRows} />
      )}
    </section>
  );
}

function Failed<T>({ query }: { query: UseQueryResult<T> }) {
  return (
    <div className="widget-failed" role="alert">
      <p>{toProblem(query.error).message}</p>
      <Button disabled={query.isFetching} onClick={() => query.refetch()}>
        Try again
      </Button>
    </div>
  );
}

function Stale<T>({ query }: { query: UseQueryResult<T> }) {
  const times = useTimes();
  return (
    <div className="widget-stale" role="status">
      <span>
        As of {times.clock(new Date(query.dataUpdatedAt).toISOString())}. {toProblem(query.error).message}
      </span>
      <Button kind="quiet" disabled={query.isFetching} onClick={() => query.refetch()}>
        Try again
      </Button>
    </div>
  );
}
