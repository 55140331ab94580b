// The catalogue: every metric there is, by area, with what it says.
import "../style/metric.css";
import { choose, linkTo, useAddress } from "../base/address";
import { useAnswer } from "../base/api";
import { N_, t } from "../base/messages";
import { betterTitle, perspectiveTitle } from "../base/words";
import type { MetricSummary } from "../base/types";
import { ProblemNotice, Skeleton } from "../view/states";
import { useTitle } from "../view/title";
import { byName, finds } from "../view/fold";
import { useMayDefine } from "./own/may";

const areas: Record<string, string> = {
  own: N_("Our own"),
  experience: N_("Experience"), support: N_("Support"), loyalty: N_("Loyalty"), value: N_("Customer value"), sales: N_("Sales"),
  marketing: N_("Marketing"), finance: N_("Finance"), people: N_("People"),
};

export function MetricsPage() {
  useTitle(t("Metrics"));
  const mayDefine = useMayDefine();
  const answer = useAnswer<{ metrics: MetricSummary[] }>("/metrics");
  const { query } = useAddress();
  const search = query.get("q") ?? "";
  const metrics = (answer.data?.metrics ?? []).filter((metric) => finds(`${metric.title} ${metric.help} ${metric.id}`, search));
  const names = [...new Set([...Object.keys(areas), ...metrics.map((metric) => metric.area)])];
  return (
    <div class="page">
      <h1>{t("Metrics")}</h1>
      <div class="list-tools">
        <div class="search">
          <label for="find" class="hidden-text">{t("Find a measure")}</label>
          <input id="find" type="search" placeholder={t("Find a measure")} value={search}
            onInput={(event) => choose({ q: event.currentTarget.value }, "replace")} />
        </div>
        {mayDefine && <a class="button" href={linkTo("/metric/new")}>{t("New metric")}</a>}
      </div>
      {answer.error && <ProblemNotice error={answer.error} />}
      {!answer.data && !answer.error && <Skeleton lines={12} />}
      {answer.data && metrics.length === 0 && <p class="quiet">{t("No measure has “{text}” in its name.", { text: search })}</p>}
      {names.map((area) => {
        const list = metrics.filter((metric) => metric.area === area).sort((a, b) => byName(a.title, b.title));
        if (list.length === 0) return null;
        return (
          <section key={area} class="catalogue">
            <h2>{areas[area] ? t(areas[area]) : area}</h2>
            <ul>
              {list.map((metric) => (
                <li key={metric.id}>
                  <a href={linkTo(`/metric/${metric.id}`)}><bdi>{metric.title}</bdi></a>
                  <p><bdi>{metric.help}</bdi></p>
                  <p class="quiet">{perspectiveTitle(metric.perspective)} · {betterTitle(metric.better)}</p>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
