import { useState } from "react";
import { Redirect, Route, Switch } from "wouter";
import { HeldMails } from "@/features/executions/HeldMails";
import { useHeldMails } from "@/features/executions/useHeldMails";
import { useMe } from "@/features/session/api";
import { SignIn } from "@/features/session/SignIn";
import { toProblem } from "@/shared/api/problem";
import { TimeZone } from "@/shared/format/useTimes";
import { useKeys } from "@/shared/keys/useKeys";
import { Button } from "@/shared/ui/Button";
import { Toasts } from "@/shared/ui/Toasts";
import { runLatestUndo } from "@/shared/ui/toast";
import { ExecutionsPage } from "./ExecutionsPage";
import { HelpDialog } from "./HelpDialog";
import { Layout } from "./Layout";
import { MovePage } from "./MovePage";
import { NotFoundPage } from "./NotFoundPage";
import { SettingsPage } from "./SettingsPage";
import { SignalsPage } from "./SignalsPage";
import { SystemPage } from "./SystemPage";
import { TodayPage } from "./TodayPage";
import { useOutcomeNews } from "./useOutcomeNews";

export function App() {
  const me = useMe();
  if (me.data) return <SignedIn me={me.data} />;
  if (me.isPending) return <output className="sr-only">Loading…</output>;
  const problem = toProblem(me.error);
  if (problem.status === 401) return <SignIn />;
  return (
    <main className="sign-in" role="alert">
      <h1>CaseyOS</h1>
      <p>{problem.message}</p>
      <Button kind="primary" disabled={me.isFetching} onClick={() => me.refetch()}>
        Try again
      </Button>
    </main>
  );
}

function SignedIn({ me }: { me: NonNullable<ReturnType<typeof useMe>["data"]> }) {
  const [help, setHelp] = useState(false);
  useOutcomeNews();
  const held = useHeldMails();
  // What is about to go out is undone first: it is the only thing that cannot wait.
  const next = held.mails.findLast(({ status }) => status === "holding");
  useKeys({ help: () => setHelp(true), undo: () => (next ? held.callOff(next) : runLatestUndo()) });
  return (
    <TimeZone zone={me.time_zone}>
      <Layout me={me} onHelp={() => setHelp(true)} foot={<HeldMails {...held} />}>
        <Switch>
          <Route path="/" component={TodayPage} />
          <Route path="/queue/:id">{({ id }) => <MovePage key={id} id={id} />}</Route>
          <Route path="/signals" component={SignalsPage} />
          <Route path="/executions" component={ExecutionsPage} />
          <Route path="/settings" component={SettingsPage} />
          <Route path="/system">
            <SystemPage isAdmin={me.is_admin} />
          </Route>
          <Route path="/queue">
            <Redirect to="/" replace />
          </Route>
          <Route component={NotFoundPage} />
        </Switch>
      </Layout>
      <Toasts />
      {help && <HelpDialog onClose={() => setHelp(false)} />}
    </TimeZone>
  );
}
