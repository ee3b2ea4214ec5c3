import type { ReactNode } from "react";
import { EmergencyStop } from "@/features/guards/EmergencyStop";
import { StopBanner } from "@/features/guards/StopBanner";
import { Banners } from "@/features/session/Banners";
import { UserMenu } from "@/features/session/UserMenu";
import { StaleBanner } from "@/features/signals/StaleBanner";
import type { Me } from "@/shared/api/types";
import { ThemeToggle } from "@/shared/theme/ThemeToggle";
import mark from "@/shared/ui/mark.svg";
import { Nav } from "./Nav";
import "./layout.css";

interface Props {
  me: Me;
  onHelp: () => void;
  /** Stays in sight below every page. */
  foot: ReactNode;
  children: ReactNode;
}

export function Layout({ me, onHelp, foot, children }: Props) {
  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header className="side">
        <span className="brand">
          <img src={mark} alt="" width="20" height="20" /> CaseyOS
        </span>
        <Nav />
        <EmergencyStop me={me} />
        <div className="side-end">
          <UserMenu me={me} onHelp={onHelp} />
          <ThemeToggle />
        </div>
      </header>
      <div className="stage">
        <StopBanner me={me} />
        <Banners me={me} />
        <StaleBanner />
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        {foot}
      </div>
    </div>
  );
}
