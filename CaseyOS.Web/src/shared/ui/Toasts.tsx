import { useSyncExternalStore } from "react";
import { Button } from "./Button";
import { dismissToast, shownToasts, subscribeToasts } from "./toast";
import "./toasts.css";

/** Always mounted, so that screen readers know the live region before the first message. */
export function Toasts() {
  const toasts = useSyncExternalStore(subscribeToasts, shownToasts);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className={`toast ${toast.tone}`}>
          <span>{toast.text}</span>
          {toast.action && (
            <Button
              kind="quiet"
              onClick={() => {
                dismissToast(toast.id);
                toast.action?.run();
              }}
            >
              {toast.action.label}
            </Button>
          )}
        </div>
      ))}
    </div>
  );
}
