// What stands around every page: areas, search, display, what was just done.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { linkTo, useAddress } from "../base/address";
import { language, t } from "../base/messages";
import { useOrganization } from "../base/organization";
import { DisplayMenu } from "../view/display-menu";
import { AccountMenu } from "./account-menu";
import { Bell } from "../talk/bell";
import { areaOf } from "./areas";
import { KeyboardIcon, SearchIcon } from "./icons";
import { useKeys, type Panel } from "./keys";
import { Keys, KeysPanel, searchKeys } from "./keys-panel";
import { BottomBar, Sidebar } from "./navigation";
import { Mark } from "./mark";
import { Notices } from "./notices";
import { SearchPanel } from "./search";

/** Says the name of a page that was gone to, for those who hear it: the focus goes to its content without a word. */
function Announcer({ path }: { path: string }) {
  const [text, setText] = useState("");
  const [first, setFirst] = useState(path);
  useEffect(() => {
    if (path === first) return undefined;
    setFirst("");
    const later = window.setTimeout(() => setText(document.title), 400); // its title may come with its data
    return () => window.clearTimeout(later);
  }, [path, language()]);
  return <p class="hidden-text" role="status">{text}</p>;
}

export function Frame({ children }: { children: ComponentChildren }) {
  const { path } = useAddress();
  const organization = useOrganization();
  const [panel, setPanel] = useState<Panel | null>(null);
  useKeys(setPanel);
  const here = areaOf(path)?.area;
  const name = organization?.name;
  return (
    <div class="frame">
      <a class="skip" href="#content">{t("Skip to the content")}</a>
      <header class="top">
        <a class="home" href={linkTo("/")} aria-label={t("Mizan")}>
          <Mark />
          <span class="home-name">{t("Mizan")}</span>
        </a>
        {name && <span class="organization"><bdi>{name}</bdi></span>}
        <button type="button" class="button search-button" aria-haspopup="dialog" aria-keyshortcuts="Control+K" onClick={() => setPanel("search")}>
          <SearchIcon /><span class="search-word">{t("Search")}</span><Keys keys={searchKeys} />
        </button>
        <Bell />
        <DisplayMenu />
        <AccountMenu />
      </header>
      <div class="side">
        <Sidebar here={here} />
        <button type="button" class="side-button" aria-haspopup="dialog" onClick={() => setPanel("keys")}>
          <KeyboardIcon /><span>{t("Keys")}</span><Keys keys={["?"]} />
        </button>
      </div>
      <main id="content" tabIndex={-1}>{children}</main>
      <BottomBar here={here} />
      <Notices />
      <Announcer path={path} />
      {panel === "search" && <SearchPanel onClose={() => setPanel(null)} />}
      {panel === "keys" && <KeysPanel onClose={() => setPanel(null)} />}
    </div>
  );
}
