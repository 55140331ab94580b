// What stands where an address leads nowhere.
import { linkTo } from "../base/address";
import { t } from "../base/messages";

export function NoSuchPage() {
  return (
    <section class="notice">
      <h1>{t("There is no such page")}</h1>
      <p><a href={linkTo("/")}>{t("Go to the overview")}</a></p>
    </section>
  );
}
