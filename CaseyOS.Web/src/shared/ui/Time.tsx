import { useTimes } from "@/shared/format/useTimes";

interface Props {
  at: string;
  as?: "ago" | "due";
  className?: string;
}

/** A time written for people, with the exact one on hover. */
export function Time({ at, as = "ago", className }: Props) {
  const times = useTimes();
  return (
    <time dateTime={at} title={times.exact(at)} className={className}>
      {times[as](at)}
    </time>
  );
}
