// A button with a panel beneath it: closes by Escape, by a click elsewhere, and when the address changes.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";

interface Props {
  label: ComponentChildren;
  name?: string;
  class?: string;
  align?: "start" | "end";
  children: ComponentChildren;
}

export function Menu({ label, name, class: extra = "", align = "start", children }: Props) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      button.current?.focus();
    };
    const onPointer = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("keydown", onKey);
    document.addEventListener("pointerdown", onPointer);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("pointerdown", onPointer);
    };
  }, [open]);

  return (
    <div class={`menu ${extra}`} ref={box}>
      <button ref={button} type="button" class="button menu-button" aria-expanded={open} aria-controls={id} aria-label={name}
        onClick={() => setOpen(!open)}>
        {label}
      </button>
      <div id={id} class={`menu-panel menu-${align}`} hidden={!open}>{open && children}</div>
    </div>
  );
}
