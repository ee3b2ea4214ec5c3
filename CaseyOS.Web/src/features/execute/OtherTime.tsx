import { useId, useState } from "react";
import type { Content } from "@/shared/api/types";
import { fieldValue, picked } from "@/shared/format/snooze";
import { sameTime } from "./flow";
import { slotWords } from "./slots";

interface Props {
  meeting: Extract<Content, { kind: "meeting" }>;
  chosen: string;
  problem: string | undefined;
  onChoose: (start: string) => void;
}

/** A day and a time on the calendar's clock, with what the calendars say about it. */
export function OtherTime({ meeting, chosen, problem, onChoose }: Props) {
  const id = useId();
  const zone = meeting.time_zone;
  const [value, setValue] = useState(() => fieldValue(new Date(chosen || meeting.start), zone));
  const wrong = chosen === "" ? "Choose a day and a time." : problem;
  return (
    <div className="other-time">
      <label htmlFor={id}>Day and time in {zone}</label>
      <input
        id={id}
        type="datetime-local"
        value={value}
        aria-invalid={wrong !== undefined}
        aria-describedby={`${id}h`}
        onChange={(event) => {
          setValue(event.target.value);
          onChoose(picked(event.target.value, zone)?.toISOString() ?? "");
        }}
      />
      <p id={`${id}h`} className={wrong ? "wrong" : "muted"} role="status">
        {wrong ?? (sameTime(meeting.start, chosen) ? found(meeting) : "Looking into the calendars…")}
      </p>
    </div>
  );
}

function found({ start, end, time_zone, clash, guest_visible }: Props["meeting"]): string {
  const free = guest_visible ? "You are both free." : "You are free; their calendar is not visible.";
  return `${slotWords(start, end, time_zone)}. ${clash ?? free}`;
}
