// The strategy map as a picture: perspectives as lanes, KPIs in them, an arrow from each cause to its effect.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { linkTo } from "../base/address";
import { t } from "../base/messages";
import { Own } from "../view/own";
import { valueText } from "./kpi-table";
import { type Arrow, type Box, orderLanes, routeArrows } from "./map-layout";
import { GoalMark } from "./marks";
import type { MapKpi, StrategyLink, StrategyMap, Support } from "./scorecard-types";

export const supportShapes: Record<Support, string> = {
  shown: "M3.5 8.5l3 3 6-7", against: "M4 4l8 8M12 4l-8 8", "not-shown": "M5.5 6a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1.8-1.1 1.6M8 12.6v.2",
  "too-few": "M4 8h.1M8 8h.1M12 8h.1", still: "M3.5 8h9",
};

interface Drawn extends Arrow {
  link: StrategyLink | null;
}

interface Props {
  map: StrategyMap;
  /** Objectives above the lanes, with what measures them. */
  objectives: boolean;
  /** The link that is looked at. */
  chosen: StrategyLink | null;
  onChoose: (link: StrategyLink) => void;
  /** The cause of a link that is being drawn. */
  cause: string | null;
  /** Chosen as cause or effect; absent where links may not be changed. */
  onPick?: ((kpi: MapKpi) => void) | undefined;
}

export const linkKey = ({ cause, effect }: Arrow) => `${cause} ${effect}`;

/** Boxes of what has a data-node, measured again whenever the map changes its size. */
function useBoxes(signature: string) {
  const frame = useRef<HTMLDivElement>(null);
  const [boxes, setBoxes] = useState<{ all: Box[]; width: number; height: number }>({ all: [], width: 0, height: 0 });
  useLayoutEffect(() => {
    const map = frame.current;
    if (!map) return undefined;
    const measure = () => {
      const around = map.getBoundingClientRect();
      const all = [...map.querySelectorAll<HTMLElement>("[data-node]")].map((node) => {
        const box = node.getBoundingClientRect();
        return { id: node.dataset.node ?? "", left: box.left - around.left, top: box.top - around.top, width: box.width, height: box.height };
      });
      setBoxes({ all, width: around.width, height: around.height });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(map);
    for (const node of map.querySelectorAll("[data-node]")) observer.observe(node);
    return () => observer.disconnect();
  }, [signature]);
  return { frame, boxes };
}

function KpiNode({ kpi, cause, onPick }: { kpi: MapKpi; cause: string | null; onPick?: Props["onPick"] }) {
  const asked = cause === null ? t("Drives …") : cause === kpi.id ? t("Cancel") : t("… this");
  const spoken = cause === null ? t("Say what {kpi} drives", { kpi: kpi.title }) : cause === kpi.id ? t("Cancel") : t("It drives {kpi}", { kpi: kpi.title });
  return (
    <li class={`map-node${cause === kpi.id ? " map-node-cause" : ""}`} data-node={kpi.id}>
      <a href={linkTo(`/goals/kpi/${kpi.id}`)}><bdi>{kpi.title}</bdi></a>
      <span class="map-node-now"><Own>{valueText(kpi, kpi.now)}</Own> <GoalMark status={kpi.status} certain={kpi.now?.certain ?? true} /></span>
      <span class="map-node-foot">
        <span class="quiet">{kpi.leading ? t("leading") : t("lagging")}</span>
        {onPick && <button type="button" class="link-button map-pick" aria-label={spoken} onClick={() => onPick(kpi)}>{asked}</button>}
      </span>
    </li>
  );
}

export function MapPicture({ map, objectives, chosen, onChoose, cause, onPick }: Props) {
  const nodeOf = (objective: string) => `objective ${objective}`;
  const drawn: Drawn[] = [
    ...map.links.map((link) => ({ cause: link.cause, effect: link.effect, link })),
    ...(objectives ? map.measures.map(({ kpi, objective }) => ({ cause: kpi, effect: nodeOf(objective), link: null })) : []),
    ...(objectives ? map.objective_links.map(({ objective, other }) => ({ cause: nodeOf(objective), effect: nodeOf(other), link: null })) : []),
  ];
  const lanes = map.perspectives.map(({ id }) => map.kpis.filter(({ perspective }) => perspective === id).map((kpi) => kpi.id));
  const ordered = orderLanes(lanes, map.links);
  const { frame, boxes } = useBoxes(`${objectives} ${cause} ${JSON.stringify(ordered)} ${drawn.map(linkKey).join()}`);
  const routes = routeArrows(drawn, boxes.all);
  const rightToLeft = document.documentElement.dir === "rtl";
  const chosenKey = chosen && linkKey(chosen);
  const titleOf = (id: string) => map.kpis.find((kpi) => kpi.id === id)?.title ?? id;
  const look = ({ link }: Drawn) => (link ? `map-arrow map-${link.support}` : "map-arrow map-serves");
  return (
    <div class="table-box map-box" tabIndex={0} role="region" aria-label={t("Strategy map")}>
      <div class="map" ref={frame}>
        {objectives && (
          <section class="map-lane">
            <h2>{t("Objectives")}</h2>
            <ul>{map.objectives.map(({ id, title }) => (
              <li key={id} class="map-node map-objective" data-node={nodeOf(id)}><a href={linkTo(`/goals/objective/${id}`)}><bdi>{title}</bdi></a></li>
            ))}</ul>
          </section>
        )}
        {map.perspectives.map((perspective, i) => (
          <section key={perspective.id} class="map-lane">
            <h2><bdi>{perspective.title}</bdi></h2>
            {(ordered[i] ?? []).length === 0 ? <p class="quiet">{t("No KPI yet")}</p> : (
              <ul>{(ordered[i] ?? []).map((id) => {
                const kpi = map.kpis.find((one) => one.id === id);
                return kpi && <KpiNode key={id} kpi={kpi} cause={cause} onPick={onPick} />;
              })}</ul>
            )}
          </section>
        ))}
        <svg class="map-arrows" aria-hidden="true" viewBox={`0 0 ${Math.max(1, boxes.width)} ${Math.max(1, boxes.height)}`}>
          <defs>
            <marker id="map-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="11" markerHeight="11" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" fill="context-stroke" /></marker>
          </defs>
          {routes.map(({ arrow, path }) => (
            <path key={linkKey(arrow)} d={path} class={`${look(arrow)}${linkKey(arrow) === chosenKey ? " map-chosen" : ""}`} marker-end="url(#map-tip)" />
          ))}
        </svg>
        {routes.map(({ arrow, mark }) => arrow.link && (
          <button key={linkKey(arrow)} type="button" class={`map-mark map-mark-${arrow.link.support}`} aria-pressed={linkKey(arrow) === chosenKey}
            aria-label={t("{cause} drives {effect}: {support}", { cause: titleOf(arrow.cause), effect: titleOf(arrow.effect), support: arrow.link.support_title })}
            style={{ insetInlineStart: `${rightToLeft ? boxes.width - mark.x : mark.x}px`, insetBlockStart: `${mark.y}px` }}
            onClick={() => arrow.link && onChoose(arrow.link)}>
            <svg viewBox="0 0 16 16" aria-hidden="true"><path d={supportShapes[arrow.link.support]} /></svg>
          </button>
        ))}
      </div>
    </div>
  );
}
