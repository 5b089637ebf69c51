// The page on which people look at criteria of accessibility, and sign.

import { ask, tell } from "./api.js";
import { byId, el, nameOf, once, page, put, text, trouble, warn } from "./page.js";

const NAME = "veus:name";
const ROLE = "veus:role";

const form = byId("sign");
const day = (when) => new Date(`${when.slice(0, 10)}T12:00:00`).toLocaleDateString(page, { dateStyle: "long" });
const boxes = () => [...form.querySelectorAll("[name=criterion]")];
const chosen = () => boxes().filter((box) => box.checked);

let rows = [];

/** Who said something, as far as it is noted. */
const person = ({ by, role }) => [by, role].filter(Boolean).join(", ");

/** What a word is about, by the names that the server gives. */
function part(name) {
  const [kind, lang] = name.split(".");
  return lang ? text(`evidence-part.${kind}`, { language: nameOf(lang) }) : text(`evidence-part.${kind}`);
}

const figure = ({ name, lang, value, limit }) => el("li", {
  text: `${name}${lang ? ` (${nameOf(lang)})` : ""}: ${value}${limit ? ` – ${text("evidence.limit", { limit })}` : ""}` });

function whose(row) {
  const { word, ended } = row;
  const approved = row.approved === "description" ? "evidence.description_approved" : "evidence.approved";
  const told = row.approvers.map((one) => el("p", {
    text: text(approved, { language: nameOf(one.lang), day: day(one.when) }) }));
  if (word) {
    const said = { who: person(word), day: day(word.when) };
    told.push(el("p", { text: ended.length ? text("evidence.ended", { ...said, what: ended.map(part).join(", ") }) : text("evidence.signed_by", said) }));
    if (word.remark) told.push(el("p", {}, el("bdi", { text: word.remark })));
    told.push(el("p", {}, el("button", { type: "button", class: "quiet", text: text("evidence.take_back", { number: row.number }), onclick: once(() => takeBack(row)) })));
  }
  if (row.waits && !(word && !ended.length)) told.push(el("p", { text: text("evidence.needed") }));
  return told;
}

function rowOf(row) {
  const level = row.level ? ` (${row.level})` : "";
  return el("tr", { "data-waits": row.waits ? "yes" : "no" },
    el("th", { scope: "row" }, el("label", { class: "check" },
      el("input", { type: "checkbox", name: "criterion", value: row.criterion, onchange: count }),
      el("span", { text: `${row.number} ${row.title}${level}` })),
      el("a", { class: "asks", href: row.url, target: "_blank", rel: "noopener", text: text("evidence.asks", { number: row.number }) })),
    el("td", {}, el("span", { class: `said ${row.outcome}`, text: row.said }), row.how ? el("p", { text: row.how }) : null),
    el("td", {}, el("p", { text: row.why }), row.figures.length ? el("ul", { role: "list" }, ...row.figures.map(figure)) : null),
    el("td", {}, ...whose(row)));
}

function show(found, stay = []) {
  rows = found;
  byId("rows").replaceChildren(...rows.map(rowOf));
  for (const box of boxes()) box.checked = stay.includes(box.value);
  filter();
  count();
}

/** What waits is found by who has little time; nothing that is hidden stays chosen. */
function filter() {
  const only = byId("waiting").checked;
  for (const row of byId("rows").rows) {
    row.hidden = only && row.dataset.waits === "no";
    if (row.hidden) row.querySelector("[name=criterion]").checked = false;
  }
  count();
}

function count() {
  put(byId("chosen"), text("evidence.chosen", { count: chosen().length }));
}

/** Says what came of it where it is read out, and leaves the focus where it is. */
function say(sentence) {
  put(byId("say"), sentence);
}

function refused(problem) {
  const reasons = (problem.data?.reasons ?? []).map(({ number, code }) => `${number}: ${text(`evidence-refused.${code}`)}`);
  say("");
  if (reasons.length) warn([text("evidence.not_signed"), ...reasons].join(" "));
  else warn(...trouble(problem, text("evidence.gone")));
}

/** Sends it and shows the rows then; what is to `stay` chosen is chosen there, too. Whether it was taken. */
async function sent(method, data, stay = []) {
  warn("");
  try {
    show((await tell(method, "evidence", data)).rows, stay);
    return true;
  } catch (problem) {
    refused(problem);
    return false;
  }
}

async function sign(event) {
  event.preventDefault();
  const names = chosen().map((box) => box.value);
  if (!names.length) {
    warn(text("evidence.none_chosen"));
    boxes().find((box) => !box.closest("tr").hidden)?.focus();
    return;
  }
  const about = Object.fromEntries(rows.map((row) => [row.criterion, row.about]));
  const data = {
    by: byId("by").value, role: byId("role").value, remark: byId("remark").value,
    outcome: form.elements.outcome.value, seen: Object.fromEntries(names.map((name) => [name, about[name]])),
  };
  localStorage.setItem(NAME, data.by.trim());
  localStorage.setItem(ROLE, data.role.trim());
  if (!await sent("POST", data)) return;
  byId("remark").value = "";
  say(text("evidence.signed", { count: names.length }));
}

async function takeBack(row) {
  const by = byId("by");
  if (!by.value.trim()) {
    by.focus();
    warn(text("evidence.no_name"));
    return;
  }
  if (!await sent("DELETE", { by: by.value, criterion: row.criterion }, chosen().map((box) => box.value))) return;
  form.querySelector(`[value="${row.criterion}"]`)?.focus();
  say(text("evidence.taken_back", { number: row.number }));
}

byId("by").value = localStorage.getItem(NAME) ?? "";
byId("role").value = localStorage.getItem(ROLE) ?? "";
byId("waiting").addEventListener("change", filter);
form.addEventListener("submit", sign);
ask("evidence").then(({ rows: found }) => { form.hidden = false; show(found); }, refused);
