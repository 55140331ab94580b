// What a new store shows: what will be here, and the next step.
import { linkTo } from "../base/address";
import { t } from "../base/messages";
import { Sparkline } from "./sparkline";

const shape = [31, 33, 32, 35, 34, 36, 38, 37, 40, 42].map((value, i) => ({ period_start: String(i), value, complete: i < 9 }));

export function EmptyStore() {
  return (
    <section class="empty">
      <h1>{t("Nothing has been imported yet")}</h1>
      <p>{t("Here the measures of your organization will stand, each with its value, its change and how sure one can be of it.")}</p>
      <div class="empty-picture" aria-hidden="true"><Sparkline series={shape} /><Sparkline series={shape.map((point) => ({ ...point, value: 80 - point.value }))} /></div>
      <p><a class="button primary" href={linkTo("/data")}>{t("Import a file")}</a></p>
      <p class="quiet">{t("An export of your help desk, survey tool, shop or billing is enough to begin. To look around first, make a sample company with this command and serve it:")}</p>
      <pre class="command" dir="ltr"><code>mizan demo sample && mizan serve sample</code></pre>
    </section>
  );
}
