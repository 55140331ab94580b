import "./style/fonts.css";
import "./style/tokens.css";
import "./style/base.css";
import "./style/shell.css";
import "./style/overview.css";
import { render } from "preact";
import { App } from "./app";
import { address } from "./base/address";
import { applyLook, changeLanguage } from "./base/look";
import { firstLanguage } from "./base/preferences";

applyLook();
void changeLanguage(firstLanguage(address().query), /* remember= */ address().query.has("lang")).then(() => {
  render(<App />, document.getElementById("app") as HTMLElement);
});
