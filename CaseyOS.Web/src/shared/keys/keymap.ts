/** What a key asks for. Pure, so that the rule "never while typing" can be tested without a page. */
export type Command =
  | "next"
  | "previous"
  | "accept"
  | "dismiss"
  | "execute"
  | "snooze"
  | "done"
  | "refresh"
  | "undo"
  | "help";

const commands: Record<string, Command> = {
  j: "next",
  ArrowDown: "next",
  k: "previous",
  ArrowUp: "previous",
  a: "accept",
  d: "dismiss",
  e: "execute",
  s: "snooze",
  c: "done",
  r: "refresh",
  u: "undo",
  "?": "help",
};

const typing =
  "input, textarea, select, [contenteditable]:not([contenteditable='false']), [role='textbox'], [role='combobox']";
/** Open menus and dialogs answer their own keys. */
const ownKeys = "[role='menu'], dialog, [role='dialog']";

export function commandOf(event: KeyboardEvent): Command | null {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return null;
  const target = event.target;
  if (target instanceof Element && target.closest(`${typing}, ${ownKeys}`)) return null;
  return commands[event.key] ?? null;
}

export const keyHelp: { keys: string[]; does: string }[] = [
  { keys: ["j", "↓"], does: "Next move" },
  { keys: ["k", "↑"], does: "Previous move" },
  { keys: ["Enter"], does: "Open the move: why this score" },
  { keys: ["e"], does: "Execute: see the mail, then confirm" },
  { keys: ["a"], does: "Accept: I mean to do this" },
  { keys: ["s"], does: "Snooze" },
  { keys: ["d"], does: "Dismiss, with a reason" },
  { keys: ["c"], does: "Done: I did this myself" },
  { keys: ["u"], does: "Undo: call off a mail that is about to be sent, else the last change" },
  { keys: ["r"], does: "Refresh" },
  { keys: ["Ctrl", "Enter"], does: "Confirm in a dialog (⌘ Enter on a Mac)" },
  { keys: ["Esc"], does: "Close" },
  { keys: ["?"], does: "This help" },
];
