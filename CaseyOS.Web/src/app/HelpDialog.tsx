import { keyHelp } from "@/shared/keys/keymap";
import { setKeysEnabled, useKeysEnabled } from "@/shared/keys/preference";
import { Dialog } from "@/shared/ui/Dialog";
import { Switch } from "@/shared/ui/Switch";
import "./help.css";

export function HelpDialog({ onClose }: { onClose: () => void }) {
  const enabled = useKeysEnabled();
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className="keys">
        {keyHelp.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Switch
        label="Single-letter keys"
        detail="off for dictation software"
        checked={enabled}
        onChange={() => setKeysEnabled(!enabled)}
      />
    </Dialog>
  );
}
