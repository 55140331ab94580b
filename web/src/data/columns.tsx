// The columns of a file with a look at their first values, and which field each fills.
import { t } from "../base/messages";
import type { Kind } from "../base/types";
import type { Preview } from "./types";

const SHOWN_ROWS = 4;

interface Props {
  kind: Kind;
  preview: Preview;
  fields: (string | null)[];
  editable: boolean;
  onChange: (fields: (string | null)[]) => void;
}

export function missingFields(kind: Kind, fields: (string | null)[]): string[] {
  return kind.fields.filter((field) => field.required && !fields.includes(field.name)).map((field) => field.title);
}

export function Columns({ kind, preview, fields, editable, onChange }: Props) {
  const assign = (column: number, field: string | null) =>
    // A field is filled by one column: taking it frees the other.
    onChange(fields.map((old, i) => (i === column ? field : old === field ? null : old)));
  const none = preview.unguessed ? t("found by its name") : t("not imported");
  return (
    <div class="table-box" tabIndex={0} role="group" aria-label={t("Columns of the file")}>
      <table class="numbers mapping">
        <thead>
          <tr><th scope="col">{t("Column")}</th><th scope="col">{t("Fills the field")}</th><th scope="col">{t("First values")}</th></tr>
        </thead>
        <tbody>
          {preview.columns.map((column, i) => (
            <tr key={i}>
              <th scope="row"><bdi>{column.name}</bdi></th>
              <td>
                {editable ? (
                  <select aria-label={t("Field of the column {column}", { column: column.name })} value={fields[i] ?? ""}
                    onChange={(event) => assign(i, event.currentTarget.value || null)}>
                    <option value="" selected={!fields[i]}>{none}</option>
                    {kind.fields.map((field) => (
                      <option key={field.name} value={field.name} selected={field.name === fields[i]} title={field.help}>
                        {field.required ? `${field.title} *` : field.title}
                      </option>
                    ))}
                  </select>
                ) : <bdi>{kind.fields.find((field) => field.name === fields[i])?.title ?? none}</bdi>}
              </td>
              <td class="words">
                {preview.rows.slice(0, SHOWN_ROWS).map((row, r) => row[i]
                  ? <span key={r} class="sample-cell"><bdi>{row[i]}</bdi></span> : null)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
