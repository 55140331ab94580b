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
import { loadFonts } from "./base/fonts";
import { applyLook, changeLanguage, followDevice } from "./base/look";
import { firstLanguage } from "./base/preferences";

const language = firstLanguage(address().query);
applyLook();
followDevice();
void Promise.all([loadFonts(language), changeLanguage(language, /* remember= */ address().query.has("lang"))]).then(() => {
  render(<App />, document.getElementById("app") as HTMLElement);
});
