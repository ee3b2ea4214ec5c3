import type { Content } from "@/shared/api/types";
import { useZone } from "@/shared/format/useTimes";
import { offered, slotWords } from "./slots";

interface Props {
  meeting: Extract<Content, { kind: "meeting" }>;
  chosen: string;
  disabled: boolean;
  onChoose: (start: string) => void;
}

/** When the meeting could be: free for both sides, as far as one can see. */
export function Slots({ meeting, chosen, disabled, onChoose }: Props) {
  const here = useZone();
  return (
    <fieldset className="choices" disabled={disabled}>
      <legend>When{meeting.time_zone === here ? "" : ` (${meeting.time_zone})`}</legend>
      {offered(meeting.slots, meeting).map(({ start, end }) => (
        <label key={start} className="choice">
          <input type="radio" name="slot" value={start} checked={start === chosen} onChange={() => onChoose(start)} />
          <span>{slotWords(start, end, meeting.time_zone)}</span>
          {start === meeting.start && meeting.clash && <span className="slot-busy">busy</span>}
        </label>
      ))}
    </fieldset>
  );
}
