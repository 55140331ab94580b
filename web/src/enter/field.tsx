// A labelled field of a form about oneself.
interface FieldProps {
  name: string;
  label: string;
  complete: string;
  type?: string;
  hint?: string;
  least?: number;
}

export function Field({ name, label, complete, type = "text", hint, least }: FieldProps) {
  const id = `enter-${name}`;
  return (
    <p class="enter-field">
      <label for={id}>{label}</label>
      <input id={id} name={name} type={type} required autocomplete={complete} minLength={least} maxLength={254}
        dir={type === "text" ? "auto" : "ltr"} aria-describedby={hint ? `${id}-hint` : undefined} />
      {hint && <span id={`${id}-hint`} class="quiet">{hint}</span>}
    </p>
  );
}
