import { expect, it } from "vitest";
import type { Rule } from "@/shared/api/types";
import { statisticsOf } from "./statistics";

const rule = (statistics: Partial<Rule["statistics"]>): Rule =>
  ({
    statistics: {
      shown: 0,
      strengthened: 0,
      accepted: 0,
      acceptance_rate: null,
      dismissed: 0,
      dismissed_because: {},
      executed: 0,
      completed: 0,
      resolved: 0,
      replied: 0,
      last_fired_at: null,
      ...statistics,
    },
  }) as Rule;

it("says nothing of what never happened", () => expect(statisticsOf(rule({}))).toBe("Has not fired yet."));

it("names the reasons of dismissals, the most frequent first", () =>
  expect(
    statisticsOf(
      rule({
        shown: 8,
        accepted: 5,
        acceptance_rate: 0.63,
        dismissed: 3,
        dismissed_because: { bad_timing: 1, not_relevant: 2 },
        executed: 4,
        replied: 1,
      }),
    ),
  ).toBe("8 moves, 5 taken up (63 %), 3 dismissed (2 not relevant, 1 bad timing), 4 executed, 1 answered."));
