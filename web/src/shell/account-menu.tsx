// Who is signed in: the own account, and the way out.
import { linkTo } from "../base/address";
import { send } from "../base/api";
import { roleTitle, useMe } from "../base/me";
import { t } from "../base/messages";
import { Menu } from "../view/menu";
import { PersonIcon } from "./icons";

export async function signOut(): Promise<void> {
  try {
    await send("DELETE", "/session");
  } finally {
    location.assign("/"); // whatever was shown is gone with the page
  }
}

export function AccountMenu() {
  const me = useMe();
  if (!me) return <span class="account-menu account-place" />;
  return (
    <Menu class="account-menu" align="end" name={t("Your account: {name}", { name: me.name })} label={<><PersonIcon /><bdi class="account-name">{me.name}</bdi></>}>
      <p class="account-who"><strong><bdi>{me.name}</bdi></strong><span class="quiet">{me.mail && <bdi>{me.mail}</bdi>} · {roleTitle(me.role)}</span></p>
      <a class="button" href={linkTo("/settings/account")}>{t("Your account")}</a>
      <button type="button" class="button" onClick={() => void signOut()}>{t("Sign out")}</button>
    </Menu>
  );
}
