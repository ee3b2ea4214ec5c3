import { useEffect, useState } from "react";
import { Link } from "wouter";
import { serverNow } from "@/shared/api/serverTime";
import { Button } from "@/shared/ui/Button";
import { heldWords, secondsLeft } from "./held";
import type { useHeldMails } from "./useHeldMails";
import "./held-mails.css";

/** At the foot of every page: mails that are about to go out, and the way to stop them. */
export function HeldMails({ mails, callOff, isCallingOff }: ReturnType<typeof useHeldMails>) {
  const now = useSeconds(mails.length > 0);
  return (
    <section className="held-mails" aria-label="About to be sent" hidden={mails.length === 0}>
      {/* Said once; the numbers that run are for the eyes. */}
      <p className="sr-only" role="status">
        {mails.map((mail) => `A mail to ${mail.recipient ?? "them"} is about to be sent; it can be undone.`).join(" ")}
      </p>
      <ul>
        {mails.map((mail) => (
          <li key={mail.id} className={mail.error ? "held-mail waits" : "held-mail"}>
            <div className="held-text">
              <span role="timer">{heldWords(mail, now)}</span>
              <Link href={`/queue/${mail.item_id}`} className="held-title" title={mail.item_title}>
                {mail.item_title}
              </Link>
            </div>
            {mail.status === "holding" && (
              <Button
                aria-label={`Undo: ${mail.item_title}`}
                keyHint={mail === mails.at(-1) ? "U" : undefined}
                disabled={isCallingOff(mail)}
                onClick={() => callOff(mail)}
              >
                {isCallingOff(mail) ? "Undoing…" : "Undo"}
              </Button>
            )}
            {mail.status === "holding" && !mail.error && <Bar mail={mail} now={now} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Bar({ mail, now }: { mail: Parameters<typeof secondsLeft>[0]; now: number }) {
  const whole = Date.parse(mail.hold_until ?? "") - Date.parse(mail.started_at);
  return <progress className="held-bar" aria-hidden="true" max={whole / 1_000} value={secondsLeft(mail, now)} />;
}

function useSeconds(running: boolean): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    if (!running) return;
    setNow(serverNow());
    const timer = setInterval(() => setNow(serverNow()), 250);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}
