// Pieces of forms: one column, the label above, help under it, what is wrong beside the field.
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { ApiError } from "../base/api";
import { t } from "../base/messages";
import { ProblemNotice, problemText } from "../view/states";

export function asError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError({ title: "", detail: String(error), code: "internal", status: 0 });
}

interface FieldProps {
  label: string;
  help?: ComponentChildren;
  /** What is wrong with it, in words that say how to mend it. */
  problem?: string | undefined;
  children: (attributes: { id: string; "aria-describedby": string | undefined; "aria-invalid": boolean | undefined }) => ComponentChildren;
}

export function FormField({ label, help, problem, children }: FieldProps) {
  const id = useId();
  const described = [problem && `${id}-problem`, help && `${id}-help`].filter(Boolean).join(" ");
  return (
    <div class="field form-field">
      <label for={id}>{label}</label>
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": problem ? true : undefined })}
      {problem && <p id={`${id}-problem`} class="field-problem"><bdi>{problem}</bdi></p>}
      {help && <p id={`${id}-help`} class="help">{help}</p>}
    </div>
  );
}

type TextKind = "text" | "email" | "password" | "url" | "number";

interface TextProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: ComponentChildren;
  problem?: string | undefined;
  type?: TextKind;
  required?: boolean;
  autocomplete?: string;
  /** Codes, addresses and the like stay left to right in every language. */
  latin?: boolean;
  maxLength?: number;
}

export function TextField({ label, value, onChange, help, problem, type = "text", required, autocomplete, latin, maxLength }: TextProps) {
  return (
    <FormField label={label} help={help} problem={problem}>
      {(attributes) => (
        <input {...attributes} type={type} value={value} required={required} autocomplete={autocomplete} maxLength={maxLength}
          dir={latin ? "ltr" : "auto"} class={latin ? "latin" : undefined} onInput={(event) => onChange(event.currentTarget.value)} />
      )}
    </FormField>
  );
}

/** The words for the field that an error names; undefined: it is about another or none. */
export function problemOf(error: ApiError | null, field: string): string | undefined {
  if (!error || error.problem.where !== field) return undefined;
  return [problemText(error), error.problem.hint].filter(Boolean).join(" ");
}

interface FormProps {
  /** Does the work; what it throws is shown. */
  onSubmit: () => Promise<void>;
  action: string;
  /** Nothing to send: the button waits. */
  idle?: boolean;
  /** Fields that show their own error. */
  fields?: readonly string[];
  extra?: ComponentChildren;
  children: (error: ApiError | null) => ComponentChildren;
}

/** A form that sends once at a time and puts the focus on the first field that is wrong. */
export function Form({ onSubmit, action, idle = false, fields = [], extra, children }: FormProps) {
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // At once: what is typed next belongs to the field that is to be mended.
  useLayoutEffect(() => { if (error) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(); }, [error]);
  const send = async () => {
    setBusy(true);
    setError(null);
    try {
      await onSubmit();
    } catch (problem) {
      setError(asError(problem));
    }
    setBusy(false);
  };
  const shown = error && fields.includes(error.problem.where ?? "");
  return (
    <form ref={form} class="form" onSubmit={(event) => { event.preventDefault(); if (!busy) void send(); }}>
      {children(error)}
      {error && !shown && <ProblemNotice error={error} />}
      <div class="actions">
        <button type="submit" class="button primary" disabled={busy || idle}>{action}</button>
        {extra}
        <span role="status" class="quiet">{busy ? t("One moment …") : ""}</span>
      </div>
    </form>
  );
}
