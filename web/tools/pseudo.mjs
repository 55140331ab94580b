// A language that nobody speaks: English in letters with marks, half as long again, in brackets. Where a page in it
// shows plain letters, a text does not come from the catalogue; where brackets are cut off, there is too little room.
// For tests (tests/browser/test_pseudo) and for work on the page (?lang=xx while Vite serves it).
const marked = Object.fromEntries([..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"].map((letter, i) =>
  [letter, [..."áƀćďéƒǵĥíĵķĺɱńóƥɋŕśťúṽŵẋýźÁƁĆĎÉƑǴĤÍĴĶĹṀŃÓƤɊŔŚŤÚṼŴẊÝŹ"][i]]));

/** Parameters like {count} stay as they are. */
export function pseudo(text) {
  const changed = text.split(/(\{\w+\})/).map((part) => part.startsWith("{") ? part : part.replace(/[a-zA-Z]/g, (letter) => marked[letter])).join("");
  const words = Math.max(1, Math.round(text.replace(/\{\w+\}/g, "").length / 12));
  return `[${changed}${" ·····".repeat(words)}]`;
}

/** A catalogue of the page's messages, with as many plural forms as the language has that it stands in for. */
export function pseudoCatalogue(messages, forms) {
  return Object.fromEntries(messages.map(({ id, plural }) =>
    [id, plural === undefined ? pseudo(id) : Array.from({ length: forms }, (_, i) => pseudo(i === 0 ? id : plural))]));
}
