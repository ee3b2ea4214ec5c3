import type { Concern } from "@/shared/api/types";
import type { Event, Flow } from "./flow";

const overruling: Record<Concern["kind"], string> = {
  second_mail: "Send it all the same",
  other_recipient: "The address is right",
};

interface Props {
  flow: Extract<Flow, { phase: "ready" | "running" }>;
  disabled: boolean;
  dispatch: (event: Event) => void;
}

/** What speaks against sending, each to be overruled by hand before the mail can go out. */
export function Concerns({ flow: { preview, wish }, disabled, dispatch }: Props) {
  if (preview.mode !== wish.mode) return null;
  return preview.concerns.map(({ kind, text }) => (
    <div key={kind} className="notice concern">
      <p>{text}</p>
      <label className="switch">
        <input
          type="checkbox"
          checked={wish.overruled.includes(kind)}
          disabled={disabled}
          onChange={(event) => dispatch({ type: "overruled", kind, by: event.target.checked })}
        />
        {overruling[kind]}
      </label>
    </div>
  ));
}
