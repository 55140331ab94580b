// The organization's settings as the server keeps them: texts, changed together, and put back by "undo".
import { forgetAnswers, request } from "../base/api";
import { reloadOrganization } from "../base/organization";
import { t } from "../base/messages";
import type { Organization } from "../base/types";
import { notify } from "../shell/notices";

export type SettingValues = Record<string, string>;

async function patch(values: SettingValues): Promise<void> {
  await request<Organization>("/organization", { method: "PATCH", body: JSON.stringify(values), headers: { "Content-Type": "application/json" } });
  forgetAnswers();
  reloadOrganization();
}

export function settingOf(organization: Organization, name: string): string {
  const value = organization[name];
  return typeof value === "string" ? value : "";
}

/** Stores what differs from `organization` and offers to take it back. */
export async function saveSettings(organization: Organization, values: SettingValues): Promise<void> {
  const changed = Object.entries(values).filter(([name, value]) => value !== settingOf(organization, name));
  if (changed.length === 0) return;
  const before = Object.fromEntries(changed.map(([name]) => [name, settingOf(organization, name)]));
  await patch(Object.fromEntries(changed));
  notify(t("Saved."), () => patch(before));
}
