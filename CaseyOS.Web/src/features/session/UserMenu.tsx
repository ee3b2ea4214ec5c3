import type { Me } from "@/shared/api/types";
import { Menu } from "@/shared/ui/Menu";
import { useSignOut } from "./api";
import "./user-menu.css";

export function UserMenu({ me, onHelp }: { me: Me; onHelp: () => void }) {
  const signOut = useSignOut();
  const name = me.name ?? me.email;
  return (
    <Menu
      label={me.email}
      items={[
        { label: "Keyboard help", detail: "?", onSelect: onHelp },
        { label: "Sign out", onSelect: () => signOut.mutate() },
      ]}
      trigger={(props) => (
        <button type="button" {...props} className="button quiet user" aria-label={`${name}: account menu`}>
          {me.picture ? (
            <img src={me.picture} alt="" width="24" height="24" referrerPolicy="no-referrer" />
          ) : (
            <span className="initial" aria-hidden="true">
              {name.charAt(0).toUpperCase()}
            </span>
          )}
          <span className="truncate user-name">{name}</span>
        </button>
      )}
    />
  );
}
