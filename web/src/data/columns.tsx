// The columns of a file with a look at their first values, the field that each fills, and how its values are read.
import { useState } from "preact/hooks";
import { t } from "../base/messages";
import type { Field, Kind } from "../base/types";
import { amend, assign, fieldOf } from "./mapping";
import { RuleEditor } from "./rule";
import type { Mapping, Preview } from "./types";

const SHOWN_ROWS = 4;

interface Props {
  kind: Kind;
  preview: Preview;
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
}

export function Columns({ kind, preview, mapping, onChange }: Props) {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <div class="table-box" tabIndex={0} role="group" aria-label={t("Columns of the file")}>
      <table class="numbers mapping">
        <thead>
          <tr><th scope="col">{t("Column")}</th><th scope="col">{t("First values")}</th><th scope="col">{t("Fills the field")}</th><th scope="col"><span class="hidden-text">{t("How it is read")}</span></th></tr>
        </thead>
        <tbody>
          {preview.columns.map((column, i) => {
            const field = kind.fields.find((other) => other.name === fieldOf(mapping, column.name));
            return (
              <>
                <ColumnRow key={column.name} kind={kind} name={column.name} samples={preview.cells.slice(0, SHOWN_ROWS).map((row) => row[i] ?? null)}
                  field={field} open={open === column.name} onOpen={() => setOpen(open === column.name ? null : column.name)}
                  onAssign={(name) => { onChange(assign(mapping, column.name, name)); setOpen(null); }} />
                {open === column.name && field && (
                  <tr key={`${column.name} rule`} class="rule-row">
                    <td colSpan={4}><RuleEditor field={field} rule={mapping.columns[field.name] ?? {}} onChange={(change) => onChange(amend(mapping, field.name, change))} /></td>
                  </tr>
                )}
              </>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  kind: Kind;
  name: string;
  samples: (string | null)[];
  field: Field | undefined;
  open: boolean;
  onOpen: () => void;
  onAssign: (field: string | null) => void;
}

function ColumnRow({ kind, name, samples, field, open, onOpen, onAssign }: RowProps) {
  return (
    <tr>
      <th scope="row"><bdi>{name}</bdi></th>
      <td class="words">{samples.map((sample, i) => (sample ? <span key={i} class="sample-cell"><bdi>{sample}</bdi></span> : null))}</td>
      <td>
        <select aria-label={t("Field of the column {column}", { column: name })} value={field?.name ?? ""} onChange={(event) => onAssign(event.currentTarget.value || null)}>
          <option value="" selected={!field}>{t("not imported")}</option>
          {kind.fields.map((other) => (
            <option key={other.name} value={other.name} selected={other === field} title={other.help}>{other.required ? `${other.title} *` : other.title}</option>
          ))}
        </select>
      </td>
      <td>{field && <button type="button" class="link-button" aria-expanded={open} onClick={onOpen}>{t("How it is read")}<span class="hidden-text"> {name}</span></button>}</td>
    </tr>
  );
}
