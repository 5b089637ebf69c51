// The list of captions: a row each, made once and changed where it must be, never drawn anew while somebody types.

import { beside, changed } from "./edits.js";
import { uncover } from "./cover.js";
import { wordsTold } from "./marks.js";
import { characters, decimal, short, speed } from "./measure.js";
import { desk, emit, on } from "./model.js";
import { buildLink, byId, el, nameOf, put, text } from "./page.js";

const list = byId("cues");
const narrow = matchMedia("(max-width: 56rem)");
const rows = new Map();

/** The row of a cue: its elements by name. */
export const rowOf = (uid) => rows.get(uid);

/** Puts the cursor into the text of the current cue. select: a stretch of it, from and to. */
export function focusText(select) {
  const area = rows.get(desk.uid)?.area;
  if (!area) return;
  area.focus({ preventScroll: true });
  if (select) area.setSelectionRange(...select);
  uncover(area);
}

function make(uid) {
  const row = { uid };
  row.number = el("span", { class: "number" });
  row.play = el("button", { type: "button", class: "play", onclick: () => emit("play", { uid }) });
  row.area = el("textarea", {
    rows: 2, lang: desk.track.language, dir: "auto", spellcheck: "true", autocapitalize: "off", "aria-describedby": `m-${uid} f-${uid}`,
  });
  row.measure = el("p", { class: "measure", id: `m-${uid}` });
  row.findings = el("ul", { class: "findings", id: `f-${uid}`, role: "list" });
  row.beside = el("div", { class: "beside" });
  row.item = el("li", { class: "cue" },
    el("div", { class: "when" }, row.number, row.play),
    el("div", { class: "words" }, row.area, row.measure, row.findings),
    row.beside);
  row.item.dataset.uid = uid;
  row.area.addEventListener("focus", () => desk.choose(uid));
  row.area.addEventListener("input", () => typed(uid, row.area));
  return row;
}

function typed(uid, area) {
  const old = desk.track.find(uid);
  if (old) desk.track.edit([old], [changed(old, { text: area.value })], { typing: true });
}

/** Writes into a row what its cue says. number: from 1. */
function fill(row, cue, number) {
  const { area } = row;
  if (area.value !== cue.text) {
    const at = area.selectionStart;
    area.value = cue.text;
    if (document.activeElement === area) area.setSelectionRange(at, at);
  }
  if (row.number.textContent !== String(number) || row.start !== cue.start) {
    put(row.number, String(number));
    put(row.play, short(cue.start));
    row.start = cue.start;
    row.play.setAttribute("aria-label", text("play", { number, time: short(cue.start) }));
    area.setAttribute("aria-label", text("caption", { number, language: nameOf(desk.lang) }));
  }
  row.item.classList.toggle("top-cue", cue.top);
  measure(row, cue);
}

/** Characters of each line and reading speed, with their limits, or about how long a description takes to be said: the
 * page counts them itself, at each key. */
function measure(row, cue) {
  const found = cue.text.split("\n");
  const parts = desk.track.info.kind === "descriptions" ? told(cue) : read(cue, found);
  const key = [found.length, ...parts.flat()].join();
  if (row.key === key) return;
  row.key = key;
  row.area.rows = Math.max(2, found.length);
  row.measure.replaceChildren(...parts.map(([said, over, warn]) =>
    el("span", { class: over ? "over" : warn ? "near" : "fine" }, over || warn ? `▲ ${said}` : said)));
}

function told(cue) {
  const words = wordsTold(cue.text);
  return words ? [[`≈ ${text("lasts", { seconds: decimal((words * 60) / desk.track.info.pace) })}`]] : [];
}

function read(cue, found) {
  const { line, lines, cps, hard_cps: hard } = desk.track.info;
  const value = speed(cue);
  const parts = found.map((one) => [characters(one), line]).map(([count, most]) => [`${count}/${most}`, count > most]);
  if (found.length > lines) parts.push([`${found.length}/${lines} ↵`, true]);
  const rate = `${decimal(value)}/${decimal(cps).replace(/\D0$/, "")} ${text("cps_short").replace("{value} ", "")}`;
  parts.push([rate, value > hard, value > cps]);
  return parts;
}

/** What stands in the other language at the time of each cue. */
function fillBeside() {
  const { track, other } = desk;
  if (!other) return;
  const found = beside(track.cues, other.cues);
  const numbers = new Map(other.cues.map((one, k) => [one.uid, k + 1]));
  track.cues.forEach((cue, k) => {
    const row = rows.get(cue.uid);
    const key = found[k].map((one) => `${one.uid} ${numbers.get(one.uid)} ${one.text}`).join("\n");
    if (row.besideKey === key) return;
    row.besideKey = key;
    const language = nameOf(other.lang);
    row.beside.replaceChildren(...found[k].map((one) => el("button", {
      type: "button", class: "other", lang: other.language, dir: "auto", tabindex: -1,
      "aria-label": text("edit_other", { language, number: numbers.get(one.uid), text: one.text.replaceAll("\n", " ") || "…" }),
      onclick: () => { desk.turn(other.lang, one.start, one.top); focusText(); },
    }, one.text || "…")));
  });
}

/** All rows in the order of the cues: those that are there are kept. */
function arrange() {
  const { cues } = desk.track;
  const known = new Set(cues.map((cue) => cue.uid));
  for (const [uid, row] of rows) if (!known.has(uid)) { drop(row); rows.delete(uid); }
  let next = list.firstElementChild;
  cues.forEach((cue, k) => {
    let row = rows.get(cue.uid);
    if (!row) rows.set(cue.uid, row = make(cue.uid));
    if (row.item === next) next = next.nextElementSibling;
    else keepingFocus(row, () => list.insertBefore(row.item, next));
    fill(row, cue, k + 1);
  });
  fillBeside();
  if (cues.length) put(byId("list-aside"), text(`aside_${desk.track.info.kind}`));
  else byId("list-aside").replaceChildren(...empty());
  mark({ uid: desk.uid, was: null });
}

/** That there is nothing yet, and who makes captions; descriptions only people write. */
const empty = () => [text("empty"), ...(desk.track.info.kind === "descriptions" ? [] : [" ", buildLink()])];

/** Takes a row away, but not what may stand in it and is there for all rows. */
function drop({ item }) {
  if (item.contains(byId("dock"))) dockTo(byId("dock-home"));
  item.remove();
}

/** Moves a row without losing the cursor in it. */
function keepingFocus({ area }, move) {
  const inside = document.activeElement === area;
  const selected = [area.selectionStart, area.selectionEnd];
  move();
  if (inside) { area.focus({ preventScroll: true }); area.setSelectionRange(...selected); }
}

function mark({ uid, was }) {
  if (was) rows.get(was)?.item.removeAttribute("aria-current");
  else for (const item of list.querySelectorAll("[aria-current]")) item.removeAttribute("aria-current");
  rows.get(uid)?.item.setAttribute("aria-current", "true");
  placeDock();
}

/** On a narrow page what can be done with a caption stands under it; on a wide one, under the video. */
function placeDock() {
  dockTo(narrow.matches && rows.has(desk.uid) ? rows.get(desk.uid).item : byId("dock-home"));
}

function dockTo(home) {
  const dock = byId("dock");
  if (dock.parentElement === home) return;
  const focused = dock.contains(document.activeElement) ? document.activeElement : null;
  home.append(dock);
  focused?.focus({ preventScroll: true });
}

/** Rows whose findings are shown at once; those of a long track follow while nobody types. */
const AT_ONCE = 40;
let queue = [];
const idle = globalThis.requestIdleCallback ?? ((work) => setTimeout(() => work({ timeRemaining: () => 8 }), 30));

function fillFindings({ track, uids }) {
  if (track !== desk.track) return;
  const at = Math.max(0, uids.indexOf(desk.uid) - AT_ONCE / 2);
  const first = uids.slice(at, at + AT_ONCE);
  for (const uid of first) fillFinding(uid);
  const waits = queue.length > 0;
  queue = uids.length > AT_ONCE ? uids.toSpliced(at, AT_ONCE) : queue;
  if (queue.length && !waits) idle(someMore);
}

function someMore(deadline) {
  for (let done = 0; queue.length && done < AT_ONCE && deadline.timeRemaining() > 3; done += 1) fillFinding(queue.shift());
  if (queue.length) idle(someMore);
}

function fillFinding(uid) {
  const row = rows.get(uid);
  if (row) {
    const found = (desk.track.findings.get(uid) ?? []).filter((one) => !one.waived);
    const key = found.map((one) => one.message).join("\n");
    if (row.findingsKey === key) return;
    row.findingsKey = key;
    row.findings.replaceChildren(...found.map((one) => el("li", { class: one.severity, title: one.title },
      el("b", { text: text(`finding.${one.severity}`) }), ` ${one.message}`, ...help(uid, one))));
  }
}

/** What would help: words of the dictionary as buttons that put them there, or a sentence. */
function help(uid, { fix, word, instead }) {
  if (!instead.length) return [fix ? el("i", { text: ` ${fix}` }) : null];
  return instead.map((better) => el("button", { type: "button", class: "instead", onclick: () => emit("instead", { uid, word, better }) },
    el("span", { lang: desk.track.language, text: better }), el("span", { class: "sr", text: ` – ${text("finding.instead", { word })}` })));
}

export function startList() {
  on("change", ({ track, after, moved }) => {
    if (track !== desk.track) fillBeside();
    else if (moved) { arrange(); fillFindings({ track, uids: after.map((cue) => cue.uid) }); }
    else for (const cue of after) fill(rows.get(cue.uid), cue, Number(rows.get(cue.uid).number.textContent));
  });
  on("reset", () => arrange());
  on("track", () => {
    for (const row of rows.values()) drop(row);
    rows.clear();
    list.lang = desk.track.language;
    arrange();
    fillFindings({ track: desk.track, uids: desk.track.cues.map((cue) => cue.uid) });
  });
  on("current", mark);
  on("findings", fillFindings);
  narrow.addEventListener("change", placeDock);
}
