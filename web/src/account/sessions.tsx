// Where one is signed in, and ending what one does not know.
import { useState } from "preact/hooks";
import { send, useAnswer } from "../base/api";
import { formatMoment } from "../base/format";
import { t } from "../base/messages";
import { useChoices } from "../base/organization";
import { errorText, notify } from "../shell/notices";
import { Own } from "../view/own";
import { ProblemNotice, Skeleton } from "../view/states";

interface Session {
  session: number;
  current: boolean;
  address: string | null;
  agent: string | null;
  created_at: string;
  seen_at: string | null;
}

/** "Firefox, Windows": enough to know one's own devices by. */
function deviceName(agent: string | null): string {
  const browser = /(Edg|OPR|Firefox|Chrome|Safari|curl)/.exec(agent ?? "")?.[1]?.replace("Edg", "Edge").replace("OPR", "Opera");
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent ?? "")?.[1]?.replace("Mac OS X", "macOS");
  return [browser, system].filter(Boolean).join(", ") || t("unknown device");
}

export function Sessions() {
  const [fresh, setFresh] = useState(0);
  const { calendar } = useChoices();
  const answer = useAnswer<{ sessions: Session[] }>("/me/sessions", fresh);
  const sessions = answer.data?.sessions ?? [];
  const end = async (path: string) => {
    try {
      await send("DELETE", path);
      notify(t("Signed out there."));
    } catch (error) {
      notify(errorText(error));
    }
    setFresh((n) => n + 1);
  };
  return (
    <section aria-labelledby="sessions-title">
      <h2 id="sessions-title">{t("Where you are signed in")}</h2>
      {answer.error && <ProblemNotice error={answer.error} />}
      {!answer.data && !answer.error && <Skeleton lines={3} />}
      <ul class="rows">
        {sessions.map((session) => (
          <li key={session.session}>
            <span><strong><bdi>{deviceName(session.agent)}</bdi></strong>
              <span class="quiet"><bdi>{session.address}</bdi> · <Own>{t("seen {when}", { when: formatMoment(session.seen_at ?? session.created_at, calendar) })}</Own></span></span>
            {session.current ? <span class="quiet">{t("this one")}</span>
              : <button type="button" class="button" aria-label={t("Sign out: {device}", { device: deviceName(session.agent) })} onClick={() => void end(`/me/sessions/${session.session}`)}>{t("Sign out")}</button>}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && <button type="button" class="button" onClick={() => void end("/me/sessions")}>{t("Sign out everywhere else")}</button>}
    </section>
  );
}
