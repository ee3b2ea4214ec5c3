export function Skeleton({ rows }: { rows: number }) {
  return (
    <>
      <span className="sr-only">Loading…</span>
      <ul className="skeleton" aria-hidden="true">
        {Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
          <li key={row} />
        ))}
      </ul>
    </>
  );
}
