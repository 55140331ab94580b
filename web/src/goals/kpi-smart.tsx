// The SMART check: each finding with its evidence and, one click away, the field that mends it.
import { address, changed, href, linkTo } from "../base/address";
import { ownNumbers } from "../base/format";
import { t } from "../base/messages";
import { chanceText } from "./marks";
import type { Finding, KpiShown } from "./types";

/** Where a finding is mended: a field of the form, the target's form, or another page. */
function placeOf(field: string): string {
  const { path, query } = address();
  if (field === "links") return linkTo("/goals/map");
  return field === "facts" ? "/data" : href(path, changed(query, { mend: field }));
}

function One({ finding, mayMend }: { finding: Finding; mayMend: boolean }) {
  return (
    <dd class={finding.good ? "finding" : "finding finding-open"}>
      <span class="hidden-text">{finding.good ? t("Good:") : t("To mend:")}</span> <bdi>{ownNumbers(finding.evidence)}</bdi>
      {finding.mend && (
        <p class="quiet">
          {finding.field && mayMend ? <a href={placeOf(finding.field)}><bdi>{ownNumbers(finding.mend)}</bdi></a> : <bdi>{ownNumbers(finding.mend)}</bdi>}
        </p>
      )}
    </dd>
  );
}

export function KpiSmart({ smart, mayMend }: { smart: KpiShown["smart"]; mayMend: boolean }) {
  const letters = [...new Set(smart.findings.map(({ letter }) => letter))];
  return (
    <section id="smart">
      <h2>{t("Is it SMART?")}</h2>
      {smart.chance !== null && <p>{t("The chance to reach the target, by its own trend and variation: {share}.", { share: chanceText(smart.chance) })}</p>}
      <dl class="smart">
        {letters.map((letter) => {
          const own = smart.findings.filter((finding) => finding.letter === letter);
          return (
            <div key={letter}>
              <dt>{own[0]?.title}</dt>
              {own.map((finding) => <One key={finding.code + finding.evidence} finding={finding} mayMend={mayMend} />)}
            </div>
          );
        })}
      </dl>
    </section>
  );
}
