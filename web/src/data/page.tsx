// Data: import a file. (Comes with the import end points.)
import { t } from "../base/messages";
import { useTitle } from "../view/title";

export function DataPage() {
  useTitle(t("Data"));
  return <div class="page"><h1>{t("Data")}</h1></div>;
}
