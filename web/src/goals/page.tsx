// Goals: a page for each section, and pages of one KPI or objective below them.
import "../style/goals.css";
import "../style/scorecard.css";
import type { ComponentChild } from "preact";
import { linkTo } from "../base/address";
import { t } from "../base/messages";
import { NoSuchPage } from "../view/no-such-page";
import { KpiPage } from "./kpi-page";
import { KpisPage } from "./kpis";
import { MinePage } from "../talk/mine";
import { MapPage } from "./map";
import { ObjectivePage } from "./objective-page";
import { ObjectivesPage } from "./objectives";
import { ScorecardPage } from "./scorecard";
import { ProposePage } from "./propose";
import { goalSections } from "./sections";

interface Route {
  /** The section that navigation marks as open. */
  section: string;
  page: (id: string | undefined) => ComponentChild;
}

/** By the part of the address after /goals. What takes no id has no page below it. */
const routes: Record<string, Route> = {
  "": { section: "", page: () => <KpisPage /> },
  kpi: { section: "", page: (id) => id && <KpiPage key={id} id={id} /> },
  mine: { section: "mine", page: (id) => id === undefined && <MinePage /> },
  scorecard: { section: "scorecard", page: (id) => id === undefined && <ScorecardPage /> },
  map: { section: "map", page: (id) => id === undefined && <MapPage /> },
  objectives: { section: "objectives", page: (id) => id === undefined && <ObjectivesPage /> },
  propose: { section: "objectives", page: (kpi) => kpi && <ProposePage key={kpi} kpi={kpi} /> },
  objective: { section: "objectives", page: (id) => id && <ObjectivePage key={id} id={id} /> },
};

function GoalsNavigation({ open }: { open: string | undefined }) {
  return (
    <nav class="sub-navigation no-print" aria-label={t("Goals")}>
      <ul>
        {goalSections.map(({ name, path, title }) => (
          <li key={name}><a href={linkTo(path)} aria-current={name === open ? "page" : undefined}>{t(title)}</a></li>
        ))}
      </ul>
    </nav>
  );
}

export function GoalsPage({ rest: [name = "", id, ...more] }: { rest: string[] }) {
  const route = more.length === 0 ? routes[name] : undefined;
  return (
    <div class="page goals">
      <GoalsNavigation open={route?.section} />
      {route?.page(id) || <NoSuchPage />}
    </div>
  );
}
