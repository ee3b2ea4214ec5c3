import { useId, useState } from "react";
import type { Rule } from "@/shared/api/types";

interface Props {
  rule: string;
  threshold: Rule["thresholds"][number];
  onChange: (value: number) => void;
}

/** Takes effect when left or confirmed with Enter; says at once when a number is out of range. */
export function ThresholdField({ rule, threshold, onChange }: Props) {
  const { label, unit, value, min, max } = threshold;
  const id = useId();
  const [text, setText] = useState(String(value));
  const number = Number(text);
  const fits = /^\d+$/.test(text.trim()) && number >= min && number <= max;
  const commit = () => {
    if (fits && number !== value) onChange(number);
  };
  return (
    <div className="threshold">
      <label htmlFor={id}>{label}</label>
      <span className="threshold-value">
        <input
          id={id}
          type="number"
          inputMode="numeric"
          name={`${rule}.${threshold.name}`}
          min={min}
          max={max}
          value={text}
          aria-invalid={!fits}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setText(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => event.key === "Enter" && commit()}
        />
        {unit}
      </span>
      <span id={`${id}-hint`} className={fits ? "muted" : "row-note bad"}>
        {fits ? (value === threshold.default ? "default" : `default ${threshold.default}`) : `from ${min} to ${max}`}
      </span>
    </div>
  );
}
