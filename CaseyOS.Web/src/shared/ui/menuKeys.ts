/** Which item a key leads to: arrows go round, Home and End jump, a letter finds the next item that begins with it. */
export function nextItem(labels: readonly string[], current: number, key: string): number | null {
  const count = labels.length;
  if (key === "ArrowDown") return (current + 1) % count;
  if (key === "ArrowUp") return (Math.max(current, 0) - 1 + count) % count;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (key.length !== 1 || key === " ") return null;
  for (let step = 1; step <= count; step++) {
    const index = (Math.max(current, -1) + step + count) % count;
    if (labels[index]?.toLowerCase().startsWith(key.toLowerCase())) return index;
  }
  return null;
}
