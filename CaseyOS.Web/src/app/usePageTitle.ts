import { useEffect } from "react";

/** Names the tab, so that several open ones can be told apart and screen readers say where they are. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · CaseyOS`;
  }, [title]);
}
