// The areas of the app: one row each. Navigation, its keys, search and the pages of an address follow from the table.
import type { ComponentChild, ComponentType } from "preact";
import { N_, t } from "../base/messages";
import { goalSections } from "../goals/sections";
import { OverviewPage } from "../overview/page";
import { settingSections } from "../settings/sections";
import { lazy } from "../view/lazy";
import { BellIcon, CustomersIcon, DataIcon, GoalsIcon, MetricsIcon, OverviewIcon, ReviewsIcon, SettingsIcon } from "./icons";

export interface AreaPage {
  path: string;
  title: string;
  /** Other words by which one may look for it. */
  words?: string;
  needs?: string | undefined;
}

export interface Area {
  /** The first part of its paths; "" is the page at the root. */
  name: string;
  title: string;
  icon: ComponentType;
  /** The key that opens it after G: a place on the keyboard, so that it works in every layout. */
  letter: string;
  /** The permission without which it is not shown. */
  needs?: string;
  /** Not among the areas that navigation shows: the frame has its own way there. */
  apart?: boolean;
  /** What is shown at the rest of the path; null: there is no such page. */
  page: (rest: string[]) => ComponentChild;
  /** Pages inside it, for search. */
  pages?: readonly AreaPage[];
}

const MetricPage = lazy(() => import("../metric/page").then((module) => module.MetricPage));
const MetricsPage = lazy(() => import("../metric/list").then((module) => module.MetricsPage));
const MetricEditor = lazy(() => import("../metric/own/editor").then((module) => module.MetricEditor));
const GoalsPage = lazy(() => import("../goals/page").then((module) => module.GoalsPage));
const ReviewsPage = lazy(() => import("../reviews/page").then((module) => module.ReviewsPage));
const CustomersPage = lazy(() => import("../customers/page").then((module) => module.CustomersPage));
const DataPage = lazy(() => import("../data/page").then((module) => module.DataPage));
const InboxPage = lazy(() => import("../talk/inbox").then((module) => module.InboxPage));
const SettingsPage = lazy(() => import("../settings/page").then((module) => module.SettingsPage));

export const areas: readonly Area[] = [
  { name: "", title: N_("Overview"), icon: OverviewIcon, letter: "O", page: () => <OverviewPage /> },
  { name: "metric", title: N_("Metrics"), icon: MetricsIcon, letter: "M",
    pages: [{ path: "/metric/new", title: N_("New metric"), words: "define formula own custom", needs: "query" }],
    page: ([id, what]) => {
      if (id === "new" && what === undefined) return <MetricEditor />;
      if (id && what === "edit") return <MetricEditor key={id} id={id} />;
      if (what !== undefined) return null;
      return id ? <MetricPage key={id} id={id} /> : <MetricsPage />;
    } },
  { name: "goals", title: N_("Goals"), icon: GoalsIcon, letter: "G", pages: goalSections, page: (rest) => <GoalsPage rest={rest} /> },
  { name: "reviews", title: N_("Reviews"), icon: ReviewsIcon, letter: "R", needs: "read-values", page: (rest) => <ReviewsPage rest={rest} /> },
  { name: "customers", title: N_("Customers"), icon: CustomersIcon, letter: "C", needs: "read-facts", page: (rest) => <CustomersPage rest={rest} /> },
  { name: "data", title: N_("Data"), icon: DataIcon, letter: "D", needs: "write-facts", page: () => <DataPage /> },
  { name: "inbox", title: N_("Inbox"), icon: BellIcon, letter: "I", needs: "read-values", apart: true, page: (rest) => rest.length === 0 && <InboxPage /> },
  { name: "settings", title: N_("Settings"), icon: SettingsIcon, letter: "S", pages: settingSections,
    page: ([section]) => <SettingsPage section={section} /> },
];

export const areaPath = (area: Area): string => `/${area.name}`;
export const areaTitle = (area: Area): string => t(area.title);

/** The area that a path lies in, and what follows its name; undefined: none. */
export function areaOf(path: string): { area: Area; rest: string[] } | undefined {
  const [name = "", ...rest] = path.split("/").slice(1).filter((part, i) => i === 0 || part !== "").map(decoded);
  const area = areas.find((other) => other.name === name);
  return area && (area.name !== "" || rest.length === 0) ? { area, rest } : undefined;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // not encoded as an address is: taken as it stands
  }
}
