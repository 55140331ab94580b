// Who answers for a goal, and what is wrong with that.
import type { OwnerState } from "./types";

/** Says in words what to do where the owner has left or is known to nobody. */
export function OwnerWarning({ state }: { state: OwnerState | null }) {
  if (!state?.warning) return null;
  return <p class={state.left ? "owner-warning owner-left" : "owner-warning quiet"}><bdi>{state.warning}</bdi></p>;
}
