import type { Mode } from "@/shared/api/types";

const modes: { mode: Mode; label: string; detail: string }[] = [
  { mode: "draft", label: "Draft", detail: "you send it from Gmail" },
  { mode: "send", label: "Send", detail: "goes out by itself" },
];

interface Props {
  mode: Mode;
  disabled: boolean;
  onChoose: (mode: Mode) => void;
}

/** Whether a mail ends as a draft or goes out: never chosen for the user. */
export function Modes({ mode: chosen, disabled, onChoose }: Props) {
  return (
    <fieldset className="choices modes" disabled={disabled}>
      <legend className="sr-only">Draft or send</legend>
      {modes.map(({ mode, label, detail }) => (
        <label key={mode} className="choice">
          <input type="radio" name="mode" value={mode} checked={mode === chosen} onChange={() => onChoose(mode)} />
          <span>
            {label} <span className="muted">{detail}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
