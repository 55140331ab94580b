// Small choices: a labelled list, and a row of buttons of which one is chosen (a radio group).
import { useId } from "preact/hooks";

export interface Option<T extends string> {
  value: T;
  title: string;
  /** The title is a name from the data and not a text of the page: translators of browsers leave it alone. */
  data?: boolean;
}

interface Props<T extends string> {
  label: string;
  value: T;
  options: readonly Option<T>[];
  onChoose: (value: T) => void;
  hideLabel?: boolean;
}

export function Select<T extends string>({ label, value, options, onChoose, hideLabel = false }: Props<T>) {
  const id = useId();
  return (
    <div class="field">
      <label for={id} class={hideLabel ? "hidden-text" : undefined}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChoose(event.currentTarget.value as T)}>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value} translate={option.data ? false : undefined}>{option.title}</option>
        ))}
      </select>
    </div>
  );
}

export function Segments<T extends string>({ label, value, options, onChoose, hideLabel = true }: Props<T>) {
  const id = useId();
  return (
    <fieldset class="segments">
      <legend class={hideLabel ? "hidden-text" : undefined}>{label}</legend>
      <div class="segments-row">
        {options.map((option) => (
          <label key={option.value} class="segment">
            <input type="radio" name={id} value={option.value} checked={option.value === value}
              onChange={() => onChoose(option.value)} />
            <span>{option.title}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
