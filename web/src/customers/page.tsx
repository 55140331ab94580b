// Customers: found by name as one types it, and a page for each.
import "../style/customers.css";
import { address, changed, choose, href, linkTo, useAddress } from "../base/address";
import { useAnswer } from "../base/api";
import { formatDay, plainNumber } from "../base/format";
import { t, tn } from "../base/messages";
import { useChoices } from "../base/organization";
import { NoSuchPage } from "../view/no-such-page";
import { Own } from "../view/own";
import { ProblemNotice, Skeleton } from "../view/states";
import { useTitle } from "../view/title";
import { CustomerPage } from "./customer";
import { customerPath, type Customer, type CustomerList } from "./types";

const PAGE = 50;

function Row({ customer }: { customer: Customer }) {
  const { calendar } = useChoices();
  return (
    <tr>
      <th scope="row"><a href={linkTo(customerPath(customer.customer))}><bdi>{customer.name ?? customer.customer}</bdi></a>{customer.name && <span class="quiet customer-key"><bdi>{customer.customer}</bdi></span>}</th>
      <td><bdi>{customer.segment}</bdi></td>
      <td><bdi>{customer.brand}</bdi></td>
      <td><bdi>{customer.plan}</bdi></td>
      <td><bdi>{customer.country}</bdi></td>
      <td><Own>{customer.signup_day ? formatDay(customer.signup_day, calendar, "long") : ""}</Own></td>
    </tr>
  );
}

function List() {
  useTitle(t("Customers"));
  const { query } = useAddress();
  const search = query.get("q") ?? "", offset = Math.max(0, Number(query.get("offset")) || 0);
  const question = new URLSearchParams({ limit: String(PAGE), ...(search.trim() && { q: search }), ...(offset > 0 && { offset: String(offset) }) });
  const answer = useAnswer<CustomerList>(`/customers?${question}`);
  const list = answer.data;
  const turn = (to: number) => href(address().path, changed(query, { offset: to > 0 ? String(to) : null }));
  return (
    <>
      <h1>{t("Customers")}</h1>
      <div class="list-tools">
        <div class="search">
          <label for="find" class="hidden-text">{t("Find a customer")}</label>
          <input id="find" type="search" placeholder={t("Find a customer")} value={search}
            onInput={(event) => choose({ q: event.currentTarget.value, offset: null }, "replace")} />
        </div>
        <p role="status" class="quiet">{list && (list.all ? tn("{count} customer", "{count} customers", list.found) : t("More than {count}; these are the first by name.", { count: plainNumber(list.found) }))}</p>
      </div>
      {answer.error && <ProblemNotice error={answer.error} />}
      {!list && !answer.error && <Skeleton lines={12} />}
      {list && list.customers.length === 0 && (search.trim()
        ? <p class="quiet">{t("No customer that you may see has “{text}” in the name.", { text: search })}</p>
        : <p>{t("There are no customers that you may see. They come with a file of customers under Data; whoever is limited to a team sees none.")}</p>)}
      {list && list.customers.length > 0 && (
        <div class={answer.stale ? "stale" : undefined} aria-busy={answer.stale}>
          <div class="table-box" tabIndex={0} role="region" aria-label={t("Customers")}>
            <table class="numbers customers">
              <thead><tr>
                <th scope="col">{t("Name")}</th><th scope="col">{t("Segment")}</th><th scope="col">{t("Brand")}</th><th scope="col">{t("Plan")}</th>
                <th scope="col">{t("Country")}</th><th scope="col">{t("Signed up")}</th>
              </tr></thead>
              <tbody>{list.customers.map((customer) => <Row key={customer.customer} customer={customer} />)}</tbody>
            </table>
          </div>
          <nav class="pages no-print" aria-label={t("Pages of rows")}>
            {offset > 0 && <a class="button" rel="prev" href={turn(offset - PAGE)}>{t("Earlier rows")}</a>}
            {list.next_offset !== null && <a class="button" rel="next" href={turn(list.next_offset)}>{t("More rows")}</a>}
          </nav>
        </div>
      )}
    </>
  );
}

export function CustomersPage({ rest: [key, ...more] }: { rest: string[] }) {
  return <div class="page">{more.length > 0 ? <NoSuchPage /> : key ? <CustomerPage key={key} id={key} /> : <List />}</div>;
}
