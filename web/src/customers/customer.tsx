// One customer: who it is, what happened and when, and for those who may: all of it as a file, and its erasure.
import { useState } from "preact/hooks";
import { go, linkTo } from "../base/address";
import { forgetAnswers, request, useAnswer, type ApiError } from "../base/api";
import { formatCell, formatDay, plainNumber } from "../base/format";
import { isOpenTo, useMe } from "../base/me";
import { t, tn } from "../base/messages";
import { useChoices } from "../base/organization";
import { asError } from "../settings/form";
import { Dialog } from "../shell/dialog";
import { notify } from "../shell/notices";
import { Own } from "../view/own";
import { ProblemNotice, Skeleton } from "../view/states";
import { useTitle } from "../view/title";
import type { Customer, CustomerShown } from "./types";

type Shown = CustomerShown["kinds"][number];
interface Happening {
  day: string;
  kind: Shown;
  row: Shown["rows"][number];
}

const FIRST = 60, WORDS = 40;

/** Of all kinds, the latest first. */
function happeningsOf(kinds: readonly Shown[]): Happening[] {
  const all = kinds.flatMap((kind) => kind.rows.map((row) => ({ day: String(row[0] ?? ""), kind, row })));
  return all.sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
}

function Fields({ happening }: { happening: Happening }) {
  const { calendar } = useChoices();
  const { kind, row } = happening;
  const cells = kind.columns.flatMap((column, i) => (i > 0 && row[i] !== null && row[i] !== "" && row[i] !== undefined ? [{ column, cell: row[i] as string | number | boolean }] : []));
  const words = cells.filter(({ cell }) => typeof cell === "string" && cell.length > WORDS);
  const short = cells.filter((item) => !words.includes(item));
  return (
    <>
      {words.map(({ column, cell }) => <p key={column.name} class="customer-words"><bdi>{cell}</bdi></p>)}
      <dl class="customer-fields">
        {short.map(({ column, cell }) => (
          <div key={column.name}><dt><bdi>{column.title}</bdi></dt><dd>{column.type === "text" ? <bdi>{formatCell(cell, column.type, calendar)}</bdi> : <Own>{formatCell(cell, column.type, calendar)}</Own>}</dd></div>
        ))}
      </dl>
    </>
  );
}

function Timeline({ kinds }: { kinds: readonly Shown[] }) {
  const { calendar } = useChoices();
  const [only, setOnly] = useState<string | null>(null);
  const [most, setMost] = useState(FIRST);
  const present = kinds.filter((kind) => kind.rows.length > 0);
  const all = happeningsOf(only ? present.filter((kind) => kind.kind === only) : present);
  if (present.length === 0) return <p class="quiet">{t("Nothing is known of this customer that you may see.")}</p>;
  return (
    <section aria-labelledby="happenings-title">
      <h2 id="happenings-title">{t("What happened")}</h2>
      <div class="chips no-print" role="group" aria-label={t("What is shown")}>
        <button type="button" class="chip-button" aria-pressed={only === null} onClick={() => setOnly(null)}>{t("all")}</button>
        {present.map((kind) => (
          <button key={kind.kind} type="button" class="chip-button" aria-pressed={only === kind.kind} onClick={() => setOnly(kind.kind)}>
            <bdi>{kind.title}</bdi> <Own class="quiet">{plainNumber(kind.rows.length)}{kind.more ? "+" : ""}</Own>
          </button>
        ))}
      </div>
      <ol class="happenings">
        {all.slice(0, most).map((happening, i) => (
          <li key={i}>
            <p class="happening-head"><Own>{formatDay(happening.day, calendar)}</Own> <strong><bdi>{happening.kind.title}</bdi></strong></p>
            <Fields happening={happening} />
          </li>
        ))}
      </ol>
      {all.length > most && <button type="button" class="button" onClick={() => setMost(most + FIRST)}>{t("Older ones")}</button>}
      {all.length <= most && present.some((kind) => kind.more) && <p class="quiet">{t("Of each kind the latest {count} are shown.", { count: plainNumber(100) })}</p>}
    </section>
  );
}

interface Erased {
  pseudonym: string;
  rows: number;
  note: string;
}

function Erasure({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const erase = async () => {
    setBusy(true);
    setError(null);
    try {
      const erased = await request<Erased>(`/persons/customer/${encodeURIComponent(customer.customer)}`, { method: "DELETE" });
      forgetAnswers();
      go(linkTo("/customers"));
      notify(`${tn("{count} row no longer names this person.", "{count} rows no longer name this person.", erased.rows)} ${erased.note}`);
    } catch (problem) {
      setError(asError(problem));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t("Erase this person?")} onClose={onClose}>
      <p>{t("The key, the name and every word by or about {name} are taken out of all facts and replaced by a pseudonym. This cannot be undone.", { name: customer.name ?? customer.customer })}</p>
      <p>{t("What counts stays: every value of every period is as it was, and reports of closed periods do not change.")}</p>
      {error && <ProblemNotice error={error} />}
      <div class="actions">
        <button type="button" class="button danger" disabled={busy} onClick={() => void erase()}>{t("Erase for good")}</button>
        <button type="button" class="button" onClick={onClose}>{t("Leave it")}</button>
        <span role="status" class="quiet">{busy ? t("One moment …") : ""}</span>
      </div>
    </Dialog>
  );
}

export function CustomerPage({ id }: { id: string }) {
  const me = useMe();
  const { calendar } = useChoices();
  const [erasing, setErasing] = useState(false);
  const answer = useAnswer<CustomerShown>(`/customers/${encodeURIComponent(id)}`);
  const customer = answer.data?.customer;
  useTitle(customer ? `${customer.name ?? customer.customer} · ${t("Customers")}` : t("Customers"));
  const back = <p class="no-print"><a href={linkTo("/customers")}>{t("All customers")}</a></p>;
  if (answer.error) return <>{back}<h1>{t("Customers")}</h1><ProblemNotice error={answer.error} /></>;
  if (!answer.data || !customer) return <>{back}<h1 class="hidden-text">{t("Customers")}</h1><Skeleton lines={12} /></>;
  const facts: [string, string | null][] = [
    [t("Key"), customer.customer], [t("Segment"), customer.segment], [t("Brand"), customer.brand], [t("Plan"), customer.plan], [t("Country"), customer.country],
    [t("Signed up"), customer.signup_day && formatDay(customer.signup_day, calendar)], [t("Owner"), customer.owner],
  ];
  return (
    <>
      {back}
      <h1><bdi>{customer.name ?? customer.customer}</bdi></h1>
      <dl class="definition">
        {facts.flatMap(([title, value]) => (value ? [<dt key={title}>{title}</dt>, <dd key={`${title} value`}><bdi>{value}</bdi></dd>] : []))}
      </dl>
      {isOpenTo(me, "personal-data") && (
        <p class="actions no-print">
          <a class="button" href={`/api/v1/persons/customer/${encodeURIComponent(customer.customer)}`} download={`${customer.customer}.json`}>{t("Download everything")}</a>
          <button type="button" class="button" aria-haspopup="dialog" onClick={() => setErasing(true)}>{t("Erase this person …")}</button>
        </p>
      )}
      <Timeline kinds={answer.data.kinds} />
      {erasing && <Erasure customer={customer} onClose={() => setErasing(false)} />}
    </>
  );
}
