import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { get, put } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import { toProblem } from "@/shared/api/problem";
import type { Rule, RuleChange, Rules } from "@/shared/api/types";
import { toast } from "@/shared/ui/toast";

export const useRules = () =>
  useQuery({ queryKey: keys.rules, queryFn: ({ signal }) => get<Rules>("/api/signals/rules", signal) });

/** Shows the change at once, and takes it back when the server refuses it. */
export function useChangeRule(name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: RuleChange) => put<Rule>(`/api/signals/rules/${name}`, change),
    onMutate: async (change) => {
      await client.cancelQueries({ queryKey: keys.rules });
      const before = client.getQueryData<Rules>(keys.rules);
      client.setQueryData<Rules>(
        keys.rules,
        (known) => known && replaced(known, name, (rule) => applied(rule, change)),
      );
      return before;
    },
    onSuccess: (rule) => client.setQueryData<Rules>(keys.rules, (known) => known && replaced(known, name, () => rule)),
    onError: (error, _, before) => {
      client.setQueryData(keys.rules, before);
      toast(`Not changed: ${toProblem(error).message}`, { tone: "bad" });
    },
  });
}

const replaced = (rules: Rules, name: string, change: (rule: Rule) => Rule): Rules => ({
  items: rules.items.map((rule) => (rule.name === name ? change(rule) : rule)),
});

const applied = (rule: Rule, { enabled, thresholds }: RuleChange): Rule => ({
  ...rule,
  enabled: enabled ?? rule.enabled,
  thresholds: rule.thresholds.map((known) => ({ ...known, value: thresholds?.[known.name] ?? known.value })),
});
