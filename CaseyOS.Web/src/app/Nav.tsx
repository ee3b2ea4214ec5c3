import { Activity, Gauge, History, type LucideIcon, Settings, Zap } from "lucide-react";
import { Link, useLocation } from "wouter";

const pages: { path: string; label: string; icon: LucideIcon }[] = [
  { path: "/", label: "Today", icon: Zap },
  { path: "/signals", label: "Signals", icon: Activity },
  { path: "/executions", label: "Executions", icon: History },
  { path: "/settings", label: "Settings", icon: Settings },
  { path: "/system", label: "System", icon: Gauge },
];

/** Beside the page on a desk, below it on a phone. */
export function Nav() {
  const [here] = useLocation();
  return (
    <nav className="nav" aria-label="Pages">
      {pages.map(({ path, label, icon: Icon }) => (
        <Link key={path} href={path} aria-current={here === path ? "page" : undefined}>
          <Icon aria-hidden="true" />
          {label}
        </Link>
      ))}
    </nav>
  );
}
