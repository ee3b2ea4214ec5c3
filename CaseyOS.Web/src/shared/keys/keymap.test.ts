import { beforeEach, describe, expect, it } from "vitest";
import { type Command, commandOf } from "./keymap";

beforeEach(() => {
  document.body.innerHTML = `
    <a id="link" href="#">link</a><input id="input"><textarea id="area"></textarea><select id="select"></select>
    <div id="editable" contenteditable="true"><b id="inside">x</b></div>
    <div role="menu"><button id="item">item</button></div><dialog open><button id="dialog">ok</button></dialog>`;
});

function press(id: string, key: string, options: KeyboardEventInit = {}): Command | null {
  let command: Command | null = null;
  const listener = (event: KeyboardEvent) => {
    command = commandOf(event);
  };
  document.addEventListener("keydown", listener);
  document
    .getElementById(id)
    ?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...options }));
  document.removeEventListener("keydown", listener);
  return command;
}

describe("commandOf", () => {
  it.each([
    ["j", "next"],
    ["ArrowDown", "next"],
    ["k", "previous"],
    ["a", "accept"],
    ["d", "dismiss"],
    ["e", "execute"],
    ["s", "snooze"],
    ["c", "done"],
    ["r", "refresh"],
    ["u", "undo"],
    ["?", "help"],
  ])("%s means %s", (key, command) => expect(press("link", key)).toBe(command));

  it.each(["input", "area", "select", "editable", "inside"])("never while typing in %s", (id) =>
    expect(press(id, "d")).toBeNull(),
  );

  it.each(["item", "dialog"])("never inside %s, which answers its own keys", (id) => expect(press(id, "a")).toBeNull());

  it.each([{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }])(
    "leaves %o to others",
    (held) => expect(press("link", "r", held)).toBeNull(),
  );
});
