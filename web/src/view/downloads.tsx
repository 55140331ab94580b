// What a chart can be taken away as: its data as CSV, XLSX and JSON, itself as SVG and PNG.
import { t } from "../base/messages";

interface Props {
  /** The chart's data: a question to the API, without its format. */
  question: string;
  /** The name of the files, without their ending. */
  name: string;
  onSave: (kind: "svg" | "png") => void;
}

const data = ["csv", "xlsx", "json"] as const;
const pictures = ["svg", "png"] as const;

export function Downloads({ question, name, onSave }: Props) {
  return (
    <ul class="downloads no-print" aria-label={t("Save")} translate={false}>
      {data.map((kind) => (
        <li key={kind}><a href={`/api/v1${question}&format=${kind}`} download={`${name}.${kind}`}>{kind.toUpperCase()}</a></li>
      ))}
      {pictures.map((kind) => (
        <li key={kind}><button type="button" class="link-button" onClick={() => onSave(kind)}>{kind.toUpperCase()}</button></li>
      ))}
    </ul>
  );
}
