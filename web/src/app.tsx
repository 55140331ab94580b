// The shell: navigation, the page that the address names, and what is said when something is wrong.
import { lazy } from "./view/lazy";
import { useEffect, useState } from "preact/hooks";
import { followLinks, linkTo, useAddress } from "./base/address";
import { useAnswer } from "./base/api";
import { onLook } from "./base/look";
import { t } from "./base/messages";
import type { Organization } from "./base/types";
import { OrganizationContext } from "./base/organization";
import { OverviewPage } from "./overview/page";
import { DisplayMenu } from "./view/display-menu";
import { ProblemNotice } from "./view/states";

const MetricPage = lazy(() => import("./metric/page").then((module) => module.MetricPage));
const MetricsPage = lazy(() => import("./metric/list").then((module) => module.MetricsPage));
const DataPage = lazy(() => import("./data/page").then((module) => module.DataPage));

function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M16 6v19M9 26h14M6 10h20M6 10l-3.4 8a3.7 3.7 0 0 0 6.8 0zM26 10l-3.4 8a3.7 3.7 0 0 0 6.8 0z" />
    </svg>
  );
}

function Navigation({ path }: { path: string }) {
  const items: [string, string, boolean][] = [
    ["/", t("Overview"), path === "/"],
    ["/metric", t("Metrics"), path.startsWith("/metric")],
    ["/data", t("Data"), path.startsWith("/data")],
  ];
  return (
    <nav class="navigation" aria-label={t("Areas")}>
      {items.map(([to, name, here]) => (
        <a key={to} href={linkTo(to)} aria-current={here ? "page" : undefined}>{name}</a>
      ))}
    </nav>
  );
}

function Page({ path }: { path: string }) {
  const [, area, id] = path.split("/");
  if (path === "/") return <OverviewPage />;
  if (area === "metric" && id) return <MetricPage key={id} id={decodeURIComponent(id)} />;
  if (area === "metric") return <MetricsPage />;
  if (area === "data") return <DataPage />;
  return (
    <section class="notice">
      <h1>{t("There is no such page")}</h1>
      <p><a href="/">{t("Go to the overview")}</a></p>
    </section>
  );
}

export function App() {
  const { path } = useAddress();
  const [, redraw] = useState(0);
  useEffect(() => onLook(() => redraw((n) => n + 1)), []);
  const organization = useAnswer<Organization>("/organization");
  const name = organization.data?.name;

  useEffect(() => {
    document.addEventListener("click", followLinks);
    return () => document.removeEventListener("click", followLinks);
  }, []);

  return (
    <OrganizationContext.Provider value={organization.data}>
      <a class="skip" href="#content">{t("Skip to the content")}</a>
      <header class="top">
        <a class="home" href={linkTo("/")}>
          <Mark />
          <span class="home-name">{t("Mizan")}</span>
        </a>
        {name && <span class="organization"><bdi>{name}</bdi></span>}
        <Navigation path={path} />
        <DisplayMenu />
      </header>
      <main id="content" tabIndex={-1}>
        {organization.error && <ProblemNotice error={organization.error} />}
        <Page path={path} />
      </main>
    </OrganizationContext.Provider>
  );
}
