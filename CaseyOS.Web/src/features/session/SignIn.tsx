import mark from "@/shared/ui/mark.svg";
import "./sign-in.css";

/** Shown when the session has ended while the page was open; a page opened without one never gets here. */
export function SignIn() {
  const here = location.pathname + location.search;
  return (
    <main className="sign-in">
      <img src={mark} alt="" width="40" height="40" />
      <h1>CaseyOS</h1>
      <p>You are signed out. Today's moves are waiting.</p>
      <a className="button primary" href={`/login?return_url=${encodeURIComponent(here)}`}>
        Sign in with Google
      </a>
    </main>
  );
}
