// Who may keep metrics of the organization's own.
import { isOpenTo, useMe } from "../../base/me";

/** Whoever asks in SQL and sees every row. */
export function useMayDefine(): boolean {
  const me = useMe();
  const limited = Boolean(me && (me.rows.brands.length || me.rows.teams.length || me.rows.segments.length));
  return isOpenTo(me, "query") && !limited;
}
