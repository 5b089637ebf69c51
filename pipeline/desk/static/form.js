// What pages with a form do besides: keep what is not saved yet, say at once what is wrong, add and take rows. Saving is
// the form's own doing, as without a script; before that, a look at whether the server is there, so that nobody leaves the
// page for nothing.

import { Problem, tell } from "./api.js";
import { draftOf, fill, keepDraft, pairsOf } from "./drafts.js";
import { after, beginAt, byId, el, inFull, page, put, say, text, trouble, warn } from "./page.js";

const NAME = "veus:name";
/** ms of quiet before what is written is kept, and before the server is asked about it; between two tries. */
const KEEP = 250;
const QUIET = 500;
const AGAIN = 3000;

const form = byId("form");
const draft = `veus:form:${form.dataset.name}`;
/** What a draft does not hold: whose page it is, and what was chosen in it. */
const PASSING = ["token", "by"];
const passing = (name) => PASSING.includes(name) || name === "now" || name === "asked" || name.startsWith("choose.");

/** Where what is wrong is sent: the part of the address behind /api/<story>/. */
const address = form.dataset.check;

const pairs = () => pairsOf(form);
/** What somebody can have written, by the names of fields; those of one name as they come. */
const written = (all = pairs()) => all
  .filter(([name]) => !passing(name) && name !== "seen")
  .sort(([one], [other]) => (one < other ? -1 : Number(one > other)));
const told = (all) => JSON.stringify(written(all));

const touched = new Set();
let everything = false;
let saved = written();

export const changed = () => told() !== told(saved);

/** What is written of a field or of a list. */
const partOf = (all, name) => all.filter(([one]) => one === name || one.startsWith(`${name}.`));

/** Whether somebody has written in a field or a list. */
export const changedIn = (name) => told(partOf(pairs(), name)) !== told(partOf(saved, name));

function state(name) {
  const line = byId("saving");
  line.dataset.state = name;
  put(line, text(`form.${name}`));
}

const keep = () => keepDraft(draft, changed() ? pairs().filter(([name]) => !passing(name)) : null);

const keeping = after(KEEP, keep);
const asking = after(QUIET, () => { look(); });

/** What stands in these fields and lists is what the file says, too. */
export function tookIn(names) {
  const now = pairs();
  for (const name of names) {
    const old = partOf(saved, name);
    saved = written([...saved.filter((one) => !old.includes(one)), ...partOf(now, name)]);
  }
  wrote();
}

/** Something was written: it is kept, and looked at. */
export function wrote() {
  const dirty = changed() || "unsaved" in form.dataset;
  if (form.dataset.state !== "offline") state(dirty ? "unsaved" : "saved");
  keeping();
  asking();
}

// What is wrong.

const input = (name) => byId(`f-${name.replaceAll(".", "-")}`);

/** Says what is wrong with a field, or only doubtful, in which case it may be saved. */
function complain(line, wrong, doubt) {
  const one = wrong ?? doubt;
  const name = line.dataset.field;
  const field = input(name);
  if (one && !(everything || touched.has(name))) return;
  line.classList.toggle("doubt", !wrong && Boolean(doubt));
  const sentence = wrong ? `${text("form.wrong_before")} ${wrong.text}` : doubt?.text ?? "";
  if (line.textContent !== [sentence, one?.exactly?.text].filter(Boolean).join(" ")) {
    line.replaceChildren(...(one ? inFull(sentence, one.exactly) : []));
    if (one && document.activeElement === field) say(sentence);
  }
  if (field?.matches("input, select, textarea")) {
    if (wrong) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
}

let asked = 0;

/** Asks what would be wrong, and shows it at what somebody has been at. What is wrong; null where the server did not say. */
async function look() {
  const number = (asked += 1);
  try {
    const { wrong, doubts, token } = await tell("POST", address, { form: pairs().filter(([name]) => name !== "token") });
    for (const field of document.querySelectorAll("[name=token]")) field.value = token;
    if (number !== asked) return wrong;
    for (const line of form.querySelectorAll("[data-field]")) complain(line, wrong[line.dataset.field], doubts[line.dataset.field]);
    if (form.dataset.state === "offline") back();
    return wrong;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    gone(problem);
    return null;
  }
}

let trying;

function gone(problem) {
  keep();
  if (!problem.gone) { state("unsaved"); warn(...trouble(problem)); return; }
  form.dataset.state = "offline";
  state("offline");
  warn(text("form.server_gone"));
  clearTimeout(trying);
  trying = setTimeout(look, AGAIN);
}

function back() {
  delete form.dataset.state;
  state(changed() ? "unsaved" : "saved");
  warn("");
  say(text("form.server_back"));
}

/** A day that is half written has no value that could be sent: whether there is one, which is told then. */
function halfDay() {
  const field = [...form.elements].find((one) => one.validity?.badInput);
  if (!field) return false;
  warn(text("form.not_saved"));
  put(form.querySelector(`[data-field="${field.name}"]`), `${text("form.wrong_before")} ${text("form.half_day")}`);
  field.setAttribute("aria-invalid", "true");
  field.focus();
  return true;
}

/** Where to begin with a field: a group has no focus, its first field has. */
const firstIn = (node) => (node?.matches("fieldset") ? node.querySelector("input:not([type=hidden]), select, textarea, button") : node);

/** Whether the form is on its way, and for how long (ms) that is thought: a second press meanwhile sends nothing. */
let sending = false;
const LEFT = 10_000;

async function submitted(event) {
  if (event.submitter?.name === "do") return;
  event.preventDefault();
  keep();
  if (sending || halfDay()) return;
  sending = true;
  everything = true;
  state("saving");
  const wrong = await look().finally(() => { sending = false; });
  if (wrong === null) return;
  const names = Object.keys(wrong);
  if (!names.length) {
    sending = true;
    setTimeout(() => { sending = false; }, LEFT);
    form.submit();
    return;
  }
  state("unsaved");
  const first = [...form.querySelectorAll("[data-field]")].map((line) => line.dataset.field).find((name) => name in wrong);
  warn(text("form.not_saved"), ...(wrong[""] ? inFull(wrong[""].text, wrong[""].exactly) : []));
  if (first) { firstIn(input(first))?.focus(); say(wrong[first].text); }
}

// Rows.

const numbers = (list) => [...list.querySelectorAll("[data-row]")].map((row) => Number(row.dataset.row));

/** A new row in a list, with what it is to say by the ends of its names; the row. */
export function addRow(name, values = {}, wished = null) {
  const list = form.querySelector(`[data-list="${name}"]`);
  const number = wished ?? Math.max(-1, ...numbers(list)) + 1;
  const made = document.importNode(list.querySelector("template").content, true);
  for (const node of made.querySelectorAll("*")) {
    for (const { name: attribute, value } of [...node.attributes]) {
      if (value.includes("NUMBER")) node.setAttribute(attribute, value.replaceAll("NUMBER", number));
    }
  }
  const row = made.querySelector("[data-row]");
  for (const [end, value] of Object.entries(values)) {
    const field = row.querySelector(`[name$=".${end}"]`);
    if (field.type === "checkbox") field.checked = value;
    else field.value = value ?? "";
  }
  list.querySelector("[data-rows]").append(made);
  count(list);
  return row;
}

/** What screen readers call each row: by its number. */
function count(list) {
  list.querySelectorAll("[data-row]").forEach((row, k) => {
    row.setAttribute("aria-label", `${row.dataset.one} ${k + 1}`);
    put(row.querySelector("[data-drop] .sr"), ` ${k + 1}`);
  });
}

function clicked(event) {
  const button = event.target.closest("button");
  const list = button?.closest("[data-list]");
  if (!list) return;
  if ("add" in button.dataset) {
    event.preventDefault();
    addRow(list.dataset.list).querySelector("input:not([type=hidden])").focus();
  } else if ("drop" in button.dataset) {
    event.preventDefault();
    button.closest("[data-row]").remove();
    count(list);
    list.querySelector("[data-add]").focus();
    say(text("form.dropped"));
  } else return;
  wrote();
}

// What was not saved when the page was left.

/** Puts a value of the file into its field. */
export function fillIn(name, value) {
  const values = Array.isArray(value) ? value : value === false ? [] : [value === true ? "on" : value];
  const selects = [...form.querySelectorAll(`select[name="${CSS.escape(name)}"]`)];
  for (const one of selects.length === 1 ? values : []) {
    if (![...selects[0].options].some((option) => option.value === one)) selects[0].append(el("option", { value: one, text: one }));
  }
  while (selects.length && Array.isArray(value) && selects.length <= values.length) {  // one more, for another language
    const more = selects.at(-1).closest("label").cloneNode(true);
    selects.at(-1).closest("label").after(more);
    selects.push(more.querySelector("select"));
  }
  fill(form, name, values);
}

function recall() {
  const given = draftOf(draft);
  if (!given) return;
  for (const list of form.querySelectorAll("[data-list]")) {
    const wished = new Set([...given.keys()].filter((name) => name.startsWith(`${list.dataset.list}.`)).map((name) => name.split(".")[1]));
    for (const row of list.querySelectorAll("[data-row]")) row.remove();
    for (const number of wished) addRow(list.dataset.list, {}, number);
  }
  for (const field of form.elements) if (field.name && !passing(field.name) && field.name !== "do") fill(form, field.name, given.get(field.name) ?? []);
  if (changed()) {
    state("unsaved");
    warn(text("form.recalled"), el("button", { type: "button", text: text("form.forget"), onclick: forget }));
    everything = true;
    look();
  } else localStorage.removeItem(draft);
}

function forget() {
  localStorage.removeItem(draft);
  location.assign(location.pathname);
}

function who() {
  const by = byId("by");
  if (!by) return;
  by.value = localStorage.getItem(NAME) ?? "";
  for (const other of document.querySelectorAll(".restoring [name=by]")) other.value = by.value;
  by.addEventListener("change", () => {
    localStorage.setItem(NAME, by.value.trim());
    for (const other of document.querySelectorAll(".restoring [name=by]")) other.value = by.value.trim();
  });
}

/** Starts all of it; call once what the page has of its own stands. */
export function startForm() {
  who();
  if ("done" in form.dataset) {
    localStorage.removeItem(form.dataset.done ? `veus:form:${form.dataset.done}` : draft);
    history.replaceState(null, "", location.pathname);
  }
  if (!("unsaved" in form.dataset)) {
    try { recall(); } catch { localStorage.removeItem(draft); }
  } else {
    saved = [];
    beginAt(byId("summary") ?? byId("clashes"));
  }
  form.addEventListener("input", (event) => { if (event.target.name !== "by") wrote(); });
  form.addEventListener("change", (event) => { touched.add(event.target.name); asking(); });
  form.addEventListener("focusout", (event) => { if (event.target.name) touched.add(event.target.name); });
  form.addEventListener("click", clicked);
  form.addEventListener("submit", submitted);
  addEventListener("visibilitychange", () => keeping.now());
  addEventListener("pagehide", () => keeping.now());
  document.documentElement.dataset.ready = page;
}
