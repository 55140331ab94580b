// The areas: a column beside the page where there is room, a bar under the thumb on a phone.
import { useState } from "preact/hooks";
import { linkTo } from "../base/address";
import { isOpenTo, useMe } from "../base/me";
import { t } from "../base/messages";
import { areaPath, areas, areaTitle, type Area } from "./areas";
import { Dialog } from "./dialog";
import { MoreIcon } from "./icons";

/** What fits into 360 pixels with words under the signs; what is more lies behind the last place. */
const PLACES = 5;

/** The areas that are open to the reader. Until it is known who reads, all have their place, so that nothing moves. */
function useAreas(): readonly Area[] {
  const me = useMe();
  return areas.filter((area) => !area.apart && (!me || isOpenTo(me, area.needs)));
}

function AreaLink({ area, here, onFollow }: { area: Area; here: boolean; onFollow?: () => void }) {
  const Icon = area.icon;
  return (
    <a href={linkTo(areaPath(area))} aria-current={here ? "page" : undefined} onClick={onFollow}>
      <Icon /><span>{areaTitle(area)}</span>
    </a>
  );
}

export function Sidebar({ here }: { here: Area | undefined }) {
  const open = useAreas();
  return (
    <nav class="navigation" aria-label={t("Areas")}>
      {open.map((area) => <AreaLink key={area.name} area={area} here={area === here} />)}
    </nav>
  );
}

export function BottomBar({ here }: { here: Area | undefined }) {
  const [open, setOpen] = useState(false);
  const all = useAreas();
  const shown = all.length <= PLACES ? all : all.slice(0, PLACES - 1);
  const more = all.slice(shown.length);
  return (
    <nav class="bottom-bar" aria-label={t("Areas")}>
      {shown.map((area) => <AreaLink key={area.name} area={area} here={area === here} />)}
      {more.length > 0 && (
        <button type="button" aria-haspopup="dialog" class={here && more.includes(here) ? "here" : undefined} onClick={() => setOpen(true)}>
          <MoreIcon /><span>{t("More")}</span>
        </button>
      )}
      {open && (
        <Dialog title={t("Areas")} class="drawer" onClose={() => setOpen(false)}>
          <div class="navigation">{more.map((area) => <AreaLink key={area.name} area={area} here={area === here} onFollow={() => setOpen(false)} />)}</div>
        </Dialog>
      )}
    </nav>
  );
}
