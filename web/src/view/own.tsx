// A text that the page wrote itself in the reader's language (a number, a day, a period): isolated from what stands
// around it, in the direction of the page. What comes from the data (names, comments) stands in <bdi>, which looks
// at the text for its direction.
import type { ComponentChildren, JSX } from "preact";

type Props = { children: ComponentChildren } & Pick<JSX.HTMLAttributes<HTMLSpanElement>, "class" | "title" | "aria-hidden">;

export function Own(props: Props) {
  const { class: extra, ...rest } = props;
  return <span {...rest} class={extra ? `own ${String(extra)}` : "own"} />;
}
