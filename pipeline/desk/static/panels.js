// What waits to be looked at, beside the list: doubtful words, proposals to decide on, findings, comments.

import { goToRisk, tickOff } from "./actions.js";
import { anew } from "./anew.js";
import { ask, tell } from "./api.js";
import { findingsOf } from "./checks.js";
import { focusText } from "./list.js";
import { short } from "./measure.js";
import { desk, emit, on } from "./model.js";
import { after, byId, el, nameOf, once, put, text, trouble, warn } from "./page.js";
import { riskWords, sureness } from "./risks.js";
import { playAround } from "./stage.js";
import { who } from "./sync.js";

/** Open items, states and comments as the server last said. */
export let review = { tracks: {}, comments: [] };

/** Findings that are listed; nobody reads more, and a long track has thousands. */
const MOST = 200;

/** next: the panel to go on with where nothing is left in this one. */
const panel = (name, count, entries, next = name) => {
  put(byId(`${name}-count`), count ? String(count) : "");
  anew(byId(name), entries, () => byId(`${next}-panel`).querySelector("summary"));
  byId(name).hidden = !entries.length; // a list of nothing says nothing
};

function goTo(start, end = start + 1) {
  const cue = desk.track.cues.find((one) => one.start < end && one.end > start) ?? desk.track.cues.findLast((one) => one.start <= start);
  if (!cue) return;
  desk.choose(cue.uid);
  focusText();
}

/** For screen readers and voice control: which of a list a button is about, where several say the same. */
const which = (k, count) => el("span", { class: "sr", text: ` – ${text("nth", { number: k + 1, count })}` });

const jump = (start, words, k, count, act) => el("button", { type: "button", class: "jump", onclick: act },
  el("span", { class: "stamp", text: short(start) }), " ", el("span", {}, words), which(k, count));

const button = (words, k, count, act, more = {}) => el("button", { type: "button", onclick: act, ...more }, words, which(k, count));

const ticked = ({ ticked: { by, when: at } }) => text("risk.ticked", { name: by, when: when(at) });

/** A doubt, with a button that ticks it off; speech without a caption is to be written. */
function riskEntry(risk, k, { length }) {
  const tick = () => button(text("risk.tick"), k, length, () => tickOff(k), { class: "quiet tick", "aria-pressed": String(Boolean(risk.ticked)) });
  const more = risk.ticked ? ticked(risk) : sureness(risk);
  const key = `${risk.kind} ${risk.start} ${risk.end}`;
  return el("li", { class: risk.ticked ? "ticked" : null, "data-key": key }, jump(risk.start, riskWords(risk), k, length, () => goToRisk(k)),
    more ? el("span", { class: "sure", text: more }) : null, risk.kind === "unheard" ? null : tick());
}

function showRisks() {
  const { risks } = desk.track;
  const waiting = risks.filter((risk) => !risk.ticked).length;
  panel("risks", waiting, risks.length ? risks.map(riskEntry) : [el("li", { class: "aside", text: text("done.no_doubts") })]);
}

function markRisk({ k }) {
  [...byId("risks").children].forEach((item, at) => {
    if (at === k) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
  });
}

/** The list of findings, made only where somebody looks at it. */
function showProblems() {
  const found = desk.track.cues.flatMap((cue) => findingsOf(cue.uid).filter((one) => one.severity !== "info").map((one) => ({ cue, one })));
  const apart = (desk.track.loose ?? []).filter((one) => !one.waived);
  const all = found.length + apart.length;
  const row = (one, start, said, k, act) => el("li", { class: one.severity, "data-key": `${start} ${said}` }, jump(start, said, k, all, act));
  const entries = (byId("problems-panel").open ? found.slice(0, MOST) : []).map(({ cue, one }, k) =>
    row(one, cue.start, `${text(`finding.${one.severity}`)}: ${one.message}`, apart.length + k, () => goTo(cue.start)));
  const loose = apart.map((one, k) => row(one, one.start, one.message, k, () => playAround(one.start, one.end)));
  panel("problems", all, [...loose, ...entries]);
}

const cuesText = (cues) => cues.map((cue) => cue.text).join("\n") || text("open.nothing");

/** The language of what a sentence of a track was translated from; "" where that may be one of several. */
function sourceOf(lang) {
  const spoken = Object.values(desk.tracks).filter((track) => track.info.kind === "captions" && track.lang !== lang);
  return spoken.length === 1 ? spoken[0].language : "";
}

function openEntry(item, k, { length }) {
  const settle = (take) => once(async () => {
    const done = await tell("POST", `tracks/${item.lang}/open/${encodeURIComponent(item.id)}`, { by: who(), take }).catch(problem);
    emit("review");
    return Boolean(done);
  });
  const [own, source] = [desk.tracks[item.lang]?.language, sourceOf(item.lang)];
  const pair = (label, words, lang) => el("div", {}, el("dt", { text: label }), el("dd", { lang, dir: "auto" }, words));
  return el("li", { class: "open-item", "data-key": item.id },
    jump(item.start, text(`open.${item.by === "machine" ? item.kind : item.by}`), k, length, () => { if (item.lang !== desk.lang) desk.turn(item.lang, item.start); goTo(item.start, item.end); }),
    el("dl", {},
      item.source_before ? pair(text("open.before"), item.source_before, source) : null,
      item.source_now ? pair(text("open.now"), item.source_now, source) : null,
      pair(text("open.yours"), cuesText(item.people), item.kind === "gap" ? source : own),
      item.kind === "gap" ? null : pair(text("open.machine"), cuesText(item.machine), own)),
    el("p", { class: "row" },
      button(text("open.keep"), k, length, settle(false)),
      item.kind === "gap" ? null : button(text("open.take"), k, length, settle(true))));
}

const problem = (error) => warn(...trouble(error));

const when = (iso) => new Date(iso).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

function commentEntry(one, k, { length }) {
  const set = (done) => async () => {
    await tell("POST", `comments/${encodeURIComponent(one.id)}`, { done }).catch(problem);
    emit("review");
  };
  const name = one.by || text("comments.anonymous");
  return el("li", { class: one.done ? "comment done" : "comment", "data-key": one.id },
    jump(one.start, one.comment, k, length, () => { if (one.lang !== desk.lang && desk.tracks[one.lang]) desk.turn(one.lang, one.start); goTo(one.start, one.end); }),
    el("p", { class: "aside", text: `${text("comments.by", { name, when: when(one.when) })} · ${nameOf(one.lang)}` }),
    el("p", { class: "row" }, button(text(one.done ? "comments.again" : "comments.done"), k, length, set(!one.done), { class: "quiet" })));
}

/** What has waited before: a panel that somebody has closed opens for what is new in it. */
let asked = new Set();

function showReview() {
  const open = Object.values(review.tracks).flatMap((track) => track.open);
  panel("open", open.length, open.map(openEntry), open.length ? "open" : "risks");
  byId("open-panel").hidden = !open.length;
  if (open.some(({ id }) => !asked.has(id))) byId("open-panel").open = true;
  asked = new Set(open.map(({ id }) => id));
  const waiting = review.comments.filter((one) => !one.done);
  const comments = [...waiting, ...review.comments.filter((one) => one.done)].map(commentEntry);
  panel("comments", waiting.length, comments.length ? comments : [el("li", { class: "aside", text: text("comments.none") })]);
}

/** Asks again what stands in review.json and what waits for a decision. */
export async function refresh() {
  try {
    review = await ask("review");
    showReview();
    emit("reviewed");
  } catch (error) {
    if (!error.gone && error.status !== 401) problem(error);
  }
}

export function startPanels() {
  const soon = after(150, showProblems);
  for (const name of ["findings", "track"]) on(name, soon);
  byId("problems-panel").addEventListener("toggle", soon);
  for (const name of ["risks", "track"]) on(name, showRisks);
  on("risk", markRisk);
  const again = after(100, refresh);
  on("review", again);
  on("saved", again);
  again();
}
