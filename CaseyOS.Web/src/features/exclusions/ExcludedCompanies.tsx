import { type FormEvent, useId, useState } from "react";
import { Button } from "@/shared/ui/Button";
import { Widget } from "@/shared/ui/Widget";
import { useExclude, useExcluded } from "./api";
import "./exclusions.css";

/** Companies to which no move proposes to write, one by one. */
export function ExcludedCompanies() {
  return (
    <Widget title="Companies left alone" query={useExcluded()} skeletonRows={2}>
      {({ domains }) => <Editor domains={domains} />}
    </Widget>
  );
}

function Editor({ domains }: { domains: string[] }) {
  const id = useId();
  const exclude = useExclude();
  const [text, setText] = useState("");
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    exclude.mutate([...domains, text], { onSuccess: () => setText("") });
  };
  return (
    <div className="exclusions">
      <p className="muted">
        No move proposes to write to anybody at these companies. What is on the page for them leaves it.
      </p>
      {domains.length > 0 && (
        <ul>
          {domains.map((domain) => (
            <li key={domain}>
              {domain}
              <Button
                kind="quiet"
                aria-label={`Write to ${domain} again`}
                disabled={exclude.isPending}
                onClick={() => exclude.mutate(domains.filter((other) => other !== domain))}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={add}>
        <label htmlFor={id}>Domain of a company</label>
        <input
          id={id}
          value={text}
          placeholder="example.com"
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" disabled={exclude.isPending}>
          Leave alone
        </Button>
      </form>
    </div>
  );
}
