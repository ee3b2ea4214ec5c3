import { useEffect, useState } from "react";

/** Which row is meant. It follows its move through refreshes; when the move leaves, the row that took its place is next. */
export function keepSelection(ids: readonly string[], selected: string | null, lastIndex: number): string | null {
  if (selected !== null && ids.includes(selected)) return selected;
  return ids[Math.min(lastIndex, ids.length - 1)] ?? null;
}

export function stepSelection(ids: readonly string[], selected: string | null, step: 1 | -1): string | null {
  const index = selected === null ? -1 : ids.indexOf(selected);
  return ids[Math.max(0, Math.min(ids.length - 1, index + step))] ?? null;
}

// Outlives the page, so that coming back from a move finds the list where it was left.
let remembered: { id: string | null; index: number } = { id: null, index: 0 };

export function useSelection(ids: readonly string[]) {
  const [wanted, setWanted] = useState(remembered.id);
  const selected = keepSelection(ids, wanted, remembered.index);

  useEffect(() => {
    if (selected !== null) remembered = { id: selected, index: ids.indexOf(selected) };
  }, [selected, ids]);

  return { selected, select: setWanted, step: (by: 1 | -1) => setWanted(stepSelection(ids, selected, by)) };
}
