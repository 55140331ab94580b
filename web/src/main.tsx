import "./style/fonts.css";
import "./style/tokens.css";
import "./style/base.css";
import "./style/pieces.css";
import "./style/states.css";
import "./style/form.css";
import "./style/shell.css";
import "./style/overview.css";
import "./style/enter.css";
import "./style/print.css";
import { render } from "preact";
import { App } from "./app";
import { address } from "./base/address";
import { askEarly } from "./base/api";
import { loadFonts } from "./base/fonts";
import { applyLook, changeLanguage, followDevice } from "./base/look";
import { choicesOf, overviewPath } from "./base/organization";
import { firstLanguage } from "./base/preferences";

const { path, query } = address();
const language = firstLanguage(query);
// While fonts and texts are on their way.
if (path !== "/welcome" && path !== "/shared") {
  askEarly("/organization", language);
  askEarly("/session", language);
  if (path === "/") askEarly(overviewPath(query, choicesOf(query, undefined)), language);
}
applyLook();
followDevice();
void Promise.all([loadFonts(language), changeLanguage(language, /* remember= */ query.has("lang"))]).then(() => {
  render(<App />, document.getElementById("app") as HTMLElement);
});
