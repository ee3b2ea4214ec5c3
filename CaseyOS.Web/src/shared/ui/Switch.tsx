interface Props {
  label: string;
  detail: string;
  checked: boolean;
  disabled?: boolean;
  onChange: () => void;
}

export function Switch({ label, detail, ...input }: Props) {
  return (
    <label className="switch">
      {/* biome-ignore lint/a11y/useAriaPropsForRole: a checkbox says its own state; aria-checked beside it is forbidden */}
      <input type="checkbox" role="switch" {...input} />
      {label} <span className="muted">{detail}</span>
    </label>
  );
}
