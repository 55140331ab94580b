import { useEffect } from "preact/hooks";
import { language, t } from "../base/messages";

/** The title of the browser's tab. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · ${t("Mizan")}` : t("Mizan");
  }, [title, language()]);
}
