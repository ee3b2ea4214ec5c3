import { useState } from "react";
import type { Content } from "@/shared/api/types";
import { useZone } from "@/shared/format/useTimes";
import { sameTime } from "./flow";
import { OtherTime } from "./OtherTime";
import { slotWords } from "./slots";

interface Props {
  meeting: Extract<Content, { kind: "meeting" }>;
  /** Empty while another time is being entered. */
  chosen: string;
  problem: string | undefined;
  disabled: boolean;
  onChoose: (start: string) => void;
}

/** When the meeting could be: free for both sides, as far as one can see, or any other time. */
export function Slots({ meeting, chosen, problem, disabled, onChoose }: Props) {
  const here = useZone();
  const [entering, setEntering] = useState(false);
  const other = entering || !meeting.slots.some(({ start }) => sameTime(start, chosen));
  return (
    <fieldset className="choices" disabled={disabled}>
      <legend>When{meeting.time_zone === here ? "" : ` (${meeting.time_zone})`}</legend>
      {meeting.slots.map(({ start, end }) => (
        <label key={start} className="choice">
          <input
            type="radio"
            name="slot"
            value={start}
            checked={!other && sameTime(start, chosen)}
            onChange={() => {
              setEntering(false);
              onChoose(start);
            }}
          />
          <span>{slotWords(start, end, meeting.time_zone)}</span>
        </label>
      ))}
      <label className="choice">
        <input type="radio" name="slot" value="other" checked={other} onChange={() => setEntering(true)} />
        <span>Another time</span>
      </label>
      {other && <OtherTime meeting={meeting} chosen={chosen} problem={problem} onChoose={onChoose} />}
    </fieldset>
  );
}
