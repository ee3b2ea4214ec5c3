import { useId } from "react";
import type { Content } from "@/shared/api/types";
import { Switch } from "@/shared/ui/Switch";
import type { Text } from "./flow";

interface Props {
  content: Extract<Content, { kind: "drafts" }>;
  text: Text;
  disabled: boolean;
  onEdit: (text: Partial<Text>) => void;
}

/** The drafts, each editable, with what they were made from beside them. */
export function Drafts({ content, text, disabled, onEdit }: Props) {
  const id = useId();
  const texts = text.drafts ?? [];
  return (
    <>
      <div className={content.source ? "drafts with-source" : "drafts"}>
        <div className="drafts-list">
          {content.drafts.map((draft, index) => (
            <div key={draft.name} className="draft">
              <label htmlFor={id + draft.name}>
                {draft.name}
                {draft.subject && <span className="muted">: {draft.subject}</span>}
              </label>
              <textarea
                id={id + draft.name}
                rows={Math.min(12, Math.max(4, draft.text.split("\n").length + 1))}
                value={texts[index] ?? ""}
                disabled={disabled}
                onChange={(event) => onEdit({ drafts: texts.with(index, event.target.value) })}
              />
            </div>
          ))}
        </div>
        {content.source && (
          <aside className="draft-source" aria-label="Source">
            <h3>Source</h3>
            {content.source.link ? (
              <a className="link" href={content.source.link} target="_blank" rel="noreferrer">
                {content.source.title}
              </a>
            ) : (
              <p>{content.source.title}</p>
            )}
            <p className="source-text">{content.source.text}</p>
          </aside>
        )}
      </div>
      <Switch
        label="Also in my mailbox"
        detail="as one draft to yourself"
        checked={text.draft_to_self ?? false}
        disabled={disabled}
        onChange={() => onEdit({ draft_to_self: !text.draft_to_self })}
      />
    </>
  );
}
