// The way to what is new, with how much of it there is.
import { useEffect, useState } from "preact/hooks";
import { linkTo, useAddress } from "../base/address";
import { useAnswer } from "../base/api";
import { plainNumber } from "../base/format";
import { onTalk } from "../base/live";
import { isOpenTo, useMe } from "../base/me";
import { t, tn } from "../base/messages";
import { BellIcon } from "../shell/icons";

export function Bell() {
  const me = useMe();
  const { path } = useAddress();
  const [fresh, setFresh] = useState(0);
  const open = isOpenTo(me, "read-values");
  const unread = useAnswer<{ unread: number }>(open ? "/inbox/count" : null, fresh).data?.unread ?? 0;
  useEffect(() => onTalk(() => setFresh((n) => n + 1)), []);
  if (!open) return <span class="bell bell-place" />;
  return (
    <a class="icon-button bell" href={linkTo("/inbox")} aria-current={path === "/inbox" ? "page" : undefined}
      aria-label={unread > 0 ? tn("Inbox: {count} new", "Inbox: {count} new", unread) : t("Inbox")}>
      <BellIcon />
      {unread > 0 && <span class="bell-count" aria-hidden="true">{unread > 99 ? `${plainNumber(99, 0)}+` : plainNumber(unread, 0)}</span>}
    </a>
  );
}
