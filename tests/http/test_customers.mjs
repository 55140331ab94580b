// Customers: found by name as readers write it, in the order of the reader's language, within the asker's rows; one with
// what happened; none after erasure.
import assert from "node:assert/strict";
import { command, done, makeStore, request, serve, test } from "./server.mjs";

const store = makeStore("--scale", "0.02");
command("account", "add", store, "Bea", "--mail", "bea@example.com", "--role", "manager", "--brand", "Rayhan Care");
command("account", "add", store, "Tia", "--mail", "tia@example.com", "--role", "manager", "--team", "East");
const bea = command("token", "add", store, "bea@example.com"), tia = command("token", "add", store, "tia@example.com");
const server = await serve(store);
const as = (token, path, language = "en") => request(server, "GET", path, { headers: { Authorization: `Bearer ${token}`, "Accept-Language": language } });
const names = (answer) => answer.json.customers.map((customer) => customer.name);
const rows = [["K-1", "كافيه أحمد"], ["K-2", "کافه احمد دو"], ["K-3", "Ёлка и Ко"], ["K-4", "Store 10"], ["K-5", "Store 2"], ["K-6", "Café Élan"]]
  .map(([customer, name], i) => ({ customer, name, brand: i < 3 ? "Rayhan Care" : "Rayhan Home" }));
assert.equal((await server.send("POST", "/api/v1/facts/customer", { rows })).json.added, rows.length);
const find = async (q, token = server.token) => names(await as(token, `/api/v1/customers?q=${encodeURIComponent(q)}`));

await test("letters that read as one are one: Arabic and Persian, accents, ё", async () => {
  assert.deepEqual((await find("كافه")).sort(), ["کافه احمد دو"].sort());
  assert.deepEqual((await find("أحمد كاف")).sort(), ["كافيه أحمد", "کافه احمد دو"].sort());
  assert.deepEqual(await find("елка"), ["Ёлка и Ко"]);
  assert.deepEqual(await find("cafe elan"), ["Café Élan"]);
  assert.deepEqual(await find("k-3"), ["Ёлка и Ко"], "by the key, too");
  assert.deepEqual(await find("no such name"), []);
});

await test("numbers in names stand by their size; pages follow one another", async () => {
  assert.deepEqual(await find("store"), ["Store 2", "Store 10"]);
  const first = (await server.get("/api/v1/customers?limit=3")).json, second = (await server.get("/api/v1/customers?limit=3&offset=3")).json;
  assert.equal(first.next_offset, 3);
  assert.equal(new Set([...first.customers, ...second.customers].map(({ customer }) => customer)).size, 6);
  assert.equal(first.all, true);
  assert.ok(first.found > 20);
});

await test("rows are those that the asker may see", async () => {
  assert.deepEqual(await find("store", bea), []);
  assert.equal((await find("елка", bea)).length, 1);
  assert.equal((await as(bea, "/api/v1/customers/K-4")).status, 404);
  assert.equal((await as(bea, "/api/v1/customers/K-3")).status, 200);
  assert.deepEqual((await as(tia, "/api/v1/customers")).json.customers, [], "a team has no customers of its own");
  const all = (await as(bea, "/api/v1/customers?limit=200")).json.customers;
  assert.ok(all.length > 3 && all.every((customer) => customer.brand === "Rayhan Care"));
});

await test("one customer with what happened, the latest first, and none after erasure", async () => {
  const { customer } = (await server.get("/api/v1/customers?limit=200")).json.customers.find(({ customer: key }) => key.startsWith("C"));
  const { json } = await server.get(`/api/v1/customers/${customer}`);
  assert.equal(json.customer.customer, customer);
  const kinds = json.kinds.filter((kind) => kind.rows.length > 0);
  assert.ok(kinds.length >= 2, JSON.stringify(json.kinds.map((kind) => [kind.kind, kind.rows.length])));
  for (const kind of kinds) {
    assert.equal(kind.columns[0].name, "day");
    const days = kind.rows.map((row) => row[0]);
    assert.deepEqual(days, [...days].sort().reverse());
  }
  assert.equal((await server.send("DELETE", `/api/v1/persons/customer/${customer}`)).status, 200);
  assert.equal((await server.get(`/api/v1/customers/${customer}`)).status, 404);
});

await server.stop();
done();
