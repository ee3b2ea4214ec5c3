import { Clock, X } from "lucide-react";
import type { Move } from "@/shared/api/types";
import { inOneHour, nextWeek, tomorrowMorning } from "@/shared/format/snooze";
import { useTimes, useZone } from "@/shared/format/useTimes";
import { Button, IconButton } from "@/shared/ui/Button";
import { Menu } from "@/shared/ui/Menu";
import { dismissReasons } from "./changes";
import type { MoveHandlers } from "./MoveActions";

interface Props {
  move: Move;
  handlers: MoveHandlers;
  compact: boolean;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

export function SnoozeMenu({ move, handlers, compact, ...opening }: Props) {
  const zone = useZone();
  const times = useTimes();
  const now = new Date();
  const until = (label: string, at: Date) => ({
    label,
    detail: times.due(at.toISOString()),
    onSelect: () => handlers.change(move, { kind: "snooze", until: at.toISOString() }),
  });
  const items = [
    until("1 hour", inOneHour(now)),
    until("Tomorrow", tomorrowMorning(now, zone)),
    until("Next week", nextWeek(now, zone)),
    { label: "Pick a time…", onSelect: () => handlers.pickTime(move) },
  ];
  return (
    <Menu
      label="Snooze until"
      items={items}
      {...opening}
      trigger={(props) =>
        compact ? (
          <IconButton label="Snooze" {...props}>
            <Clock />
          </IconButton>
        ) : (
          <Button keyHint="S" {...props}>
            Snooze
          </Button>
        )
      }
    />
  );
}

export function DismissMenu({ move, handlers, compact, ...opening }: Props) {
  const items = dismissReasons.map(({ reason, label }) => ({
    label,
    onSelect: () =>
      reason === "other" ? handlers.giveReason(move) : handlers.change(move, { kind: "dismiss", reason }),
  }));
  return (
    <Menu
      label="Dismiss because"
      items={items}
      {...opening}
      trigger={(props) =>
        compact ? (
          <IconButton label="Dismiss" {...props}>
            <X />
          </IconButton>
        ) : (
          <Button keyHint="D" {...props}>
            Dismiss
          </Button>
        )
      }
    />
  );
}
