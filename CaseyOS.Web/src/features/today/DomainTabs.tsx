import { Link } from "wouter";
import type { DomainFilter } from "./api";
import "./domain-tabs.css";

const tabs: { domain: DomainFilter; label: string }[] = [
  { domain: "all", label: "All" },
  { domain: "sales", label: "Sales" },
  { domain: "marketing", label: "Marketing" },
  { domain: "cs", label: "CS" },
];

export const domainOf = (value: string | null): DomainFilter =>
  tabs.find((tab) => tab.domain === value)?.domain ?? "all";

/** Links and not state: a reload, the back button and a bookmark keep the choice. */
export function DomainTabs({ domain }: { domain: DomainFilter }) {
  return (
    <nav className="tabs" aria-label="Domain">
      {tabs.map((tab) => (
        <Link
          key={tab.domain}
          href={tab.domain === "all" ? "/" : `/?domain=${tab.domain}`}
          aria-current={tab.domain === domain ? "page" : undefined}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
