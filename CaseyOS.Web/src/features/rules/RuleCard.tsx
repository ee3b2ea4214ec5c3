import type { Rule } from "@/shared/api/types";
import { words } from "@/shared/format/words";
import { Switch } from "@/shared/ui/Switch";
import { Time } from "@/shared/ui/Time";
import { useChangeRule } from "./api";
import { statisticsOf } from "./statistics";
import { ThresholdField } from "./ThresholdField";

export function RuleCard({ rule }: { rule: Rule }) {
  const change = useChangeRule(rule.name);
  return (
    <li className="rule">
      <h3>
        <Switch
          label={words(rule.name)}
          detail={`${rule.enabled ? "on" : "off"}${rule.enabled === rule.enabled_by_default ? "" : ", changed by you"}`}
          checked={rule.enabled}
          disabled={change.isPending}
          onChange={() => change.mutate({ enabled: !rule.enabled })}
        />
      </h3>
      <p>{rule.sentence}</p>
      {rule.unavailable && <p className="notice">{rule.unavailable}</p>}
      <p className="muted">Leaves the page: {rule.resolves}</p>
      <div className="thresholds">
        {rule.thresholds.map((threshold) => (
          <ThresholdField
            key={`${threshold.name} ${threshold.value}`}
            rule={rule.name}
            threshold={threshold}
            onChange={(value) => change.mutate({ thresholds: { [threshold.name]: value } })}
          />
        ))}
      </div>
      <p className="row-note">
        {statisticsOf(rule)}{" "}
        {rule.statistics.last_fired_at && (
          <>
            Last fired <Time at={rule.statistics.last_fired_at} />.
          </>
        )}
      </p>
      {rule.feedback && <p className="notice">{rule.feedback}</p>}
    </li>
  );
}
