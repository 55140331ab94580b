// Which perspective a KPI belongs to: those of the organization.
import { useAnswer } from "../base/api";
import { isolate, t } from "../base/messages";
import { FormField } from "../settings/form";
import type { Perspective } from "./scorecard-types";

interface Props {
  value: string;
  onChange: (id: string) => void;
  problem?: string | undefined;
}

export function PerspectiveField({ value, onChange, problem }: Props) {
  const perspectives = useAnswer<{ perspectives: Perspective[] }>("/perspectives").data?.perspectives ?? [];
  return (
    <FormField label={t("Perspective")} problem={problem}>
      {(attributes) => (
        <select {...attributes} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          {perspectives.map(({ id, title }) => <option key={id} value={id}>{isolate(title)}</option>)}
        </select>
      )}
    </FormField>
  );
}
