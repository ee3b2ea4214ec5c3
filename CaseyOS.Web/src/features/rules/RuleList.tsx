import { Widget } from "@/shared/ui/Widget";
import { useRules } from "./api";
import { RuleCard } from "./RuleCard";
import "./rules.css";

export function RuleList() {
  return (
    <Widget title="Rules" query={useRules()} skeletonRows={8}>
      {({ items }) => (
        <ul className="rules">
          {items.map((rule) => (
            <RuleCard key={rule.name} rule={rule} />
          ))}
        </ul>
      )}
    </Widget>
  );
}
