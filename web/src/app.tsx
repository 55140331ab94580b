// The app: the page that the address names within its frame, and what is said when something is wrong.
import { useEffect, useState } from "preact/hooks";
import { followLinks, linkTo, useAddress } from "./base/address";
import { onSecondFactor, onSignedOut, useAnswer } from "./base/api";
import { startLive, stopLive } from "./base/live";
import { onLook } from "./base/look";
import { t } from "./base/messages";
import type { Organization } from "./base/types";
import { onReloadOrganization, OrganizationContext } from "./base/organization";
import { adoptReading } from "./base/reading";
import { EnterPage } from "./enter/page";
import { isOpenTo, MeContext, useMe, type Me } from "./base/me";
import { lazy } from "./view/lazy";
import { areaOf } from "./shell/areas";
import { AskAgain } from "./shell/ask-again";
import { Frame } from "./shell/frame";
import { NoSuchPage } from "./view/no-such-page";
import { ProblemNotice } from "./view/states";

const FactorPage = lazy(() => import("./enter/factor").then((module) => module.FactorPage));
const SharedPage = lazy(() => import("./talk/shared-page").then((module) => module.SharedPage));

function Page({ path }: { path: string }) {
  const found = areaOf(path);
  const me = useMe();
  const page = found?.area.page(found.rest);
  if (page && me && !isOpenTo(me, found?.area.needs)) return <NotOpen />;
  if (page) return <>{page}</>;
  return <NoSuchPage />;
}

function NotOpen() {
  return (
    <section class="notice">
      <h1>{t("Your role does not open this page")}</h1>
      <p>{t("An administrator can change what you may do.")} <a href={linkTo("/")}>{t("Go to the overview")}</a></p>
    </section>
  );
}

/** Doors and shared pages are nothing for search engines; what lies behind the doors they do not reach. */
function useUnlisted(unlisted: boolean): void {
  useEffect(() => {
    if (!unlisted) return undefined;
    const robots = document.createElement("meta");
    robots.name = "robots";
    robots.content = "noindex, nofollow";
    document.head.append(robots);
    return () => robots.remove();
  }, [unlisted]);
}

export function App() {
  const { path } = useAddress();
  const [, redraw] = useState(0);
  useEffect(() => onSignedOut(() => setOut(true)), []);
  useEffect(() => onLook(() => redraw((n) => n + 1)), []);
  const [out, setOut] = useState(false);
  const shared = path === "/shared";
  const entering = out || shared || path === "/welcome";
  useUnlisted(entering);
  const [fresh, setFresh] = useState(0);
  useEffect(() => onReloadOrganization(() => setFresh((n) => n + 1)), []);
  const organization = useAnswer<Organization>(entering ? null : "/organization", fresh);
  const me = useAnswer<Me>(entering ? null : "/session", fresh);
  useEffect(() => { if (me.data) adoptReading(me.data); }, [me.data]);
  // It may come to be asked for while the page is open.
  const whole = me.data !== undefined && me.data.needs === null;
  useEffect(() => onSecondFactor(() => { if (whole) setFresh((n) => n + 1); }), [whole]);
  const inside = !entering && organization.data !== undefined;
  useEffect(() => {
    if (inside) startLive();
    return stopLive;
  }, [inside]);

  useEffect(() => {
    document.addEventListener("click", followLinks);
    return () => document.removeEventListener("click", followLinks);
  }, []);

  if (shared) return <SharedPage />;
  if (entering) return <EnterPage welcome={path === "/welcome"} />;
  if (me.data?.needs)
    return (
      <>
        <FactorPage me={me.data} onDone={() => location.reload()} />
        <AskAgain me={me.data} />
      </>
    );
  return (
    <OrganizationContext.Provider value={organization.data}>
      <MeContext.Provider value={me.data}>
      <Frame>
        {organization.error && <ProblemNotice error={organization.error} />}
        <Page path={path} />
      </Frame>
      <AskAgain me={me.data} />
      </MeContext.Provider>
    </OrganizationContext.Provider>
  );
}
