// A page whose code comes when it is first opened. Small, as preact/compat is not needed for anything else.
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Skeleton } from "./states";

export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | undefined;
  return function Lazy(props: P) {
    const [, redraw] = useState(0);
    useEffect(() => {
      if (!loaded) void load().then((component) => { loaded = component; redraw(1); });
    }, []);
    const Loaded = loaded;
    return Loaded ? <Loaded {...props} /> : <Skeleton lines={6} />;
  };
}
