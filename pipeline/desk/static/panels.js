// What waits to be looked at, beside the list: doubtful words, proposals to decide on, findings, comments.

import { goToRisk } from "./actions.js";
import { ask, tell } from "./api.js";
import { findingsOf } from "./checks.js";
import { focusText } from "./list.js";
import { decimal, short } from "./measure.js";
import { desk, emit, on } from "./model.js";
import { after, byId, el, nameOf, put, text, warn } from "./page.js";
import { playAround } from "./stage.js";
import { who } from "./sync.js";

/** Open items, states and comments as the server last said. */
export let review = { tracks: {}, comments: [] };

/** Findings that are listed; nobody reads more, and a long track has thousands. */
const MOST = 200;

const panel = (name, count, entries) => {
  put(byId(`${name}-count`), count ? String(count) : "");
  byId(name).replaceChildren(...entries);
};

function goTo(start, end = start + 1) {
  const cue = desk.track.cues.find((one) => one.start < end && one.end > start) ?? desk.track.cues.findLast((one) => one.start <= start);
  if (!cue) return;
  desk.choose(cue.uid);
  focusText();
}

const jump = (start, words, act) => el("button", { type: "button", class: "jump", onclick: act },
  el("span", { class: "stamp", text: short(start) }), " ", el("span", {}, words));

/** Why the recogniser's text was kept out, by the evidence against it (speech/hallucinations.py). */
const WHY = {
  "no-speech": "risk.no_speech", music: "risk.over_music", "stock-phrase": "risk.stock_phrase", loop: "risk.loop", "too-fast": "risk.too_fast",
};

function riskWords(risk) {
  if (risk.kind === "unheard") return text("risk.unheard", { seconds: decimal((risk.end - risk.start) / 1000) });
  if (risk.kind === "sound") {
    const names = { music: "risk.music", singing: "risk.singing", sound: "risk.sound_kind" };
    return text("risk.sound", { text: text(names[risk.text] ?? "risk.sound_kind") });
  }
  if (risk.kind === "doubt") return text(WHY[risk.why] ?? "risk.doubt", { text: risk.text });
  return text(risk.non_word ? "risk.non_word" : "risk.words", { text: risk.text });
}

function showRisks() {
  const entries = desk.track.risks.map((risk, k) => el("li", {}, jump(risk.start, riskWords(risk), () => goToRisk(k)),
    risk.probability === null ? null : el("span", { class: "sure", text: text("risk.probability", { percent: Math.round(risk.probability * 100) }) })));
  panel("risks", entries.length, entries.length ? entries : [el("li", { class: "aside", text: text("done.no_doubts") })]);
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
  const entries = (byId("problems-panel").open ? found.slice(0, MOST) : []).map(({ cue, one }) =>
    el("li", { class: one.severity }, jump(cue.start, `${text(`finding.${one.severity}`)}: ${one.message}`, () => goTo(cue.start))));
  const loose = (desk.track.loose ?? []).filter((one) => !one.waived)
    .map((one) => el("li", { class: one.severity }, jump(one.start, one.message, () => playAround(one.start, one.end))));
  panel("problems", found.length + loose.length, [...loose, ...entries]);
}

const cuesText = (cues) => cues.map((cue) => cue.text).join("\n") || text("open.nothing");

function openEntry(item) {
  const settle = (take) => async () => {
    await tell("POST", `tracks/${item.lang}/open/${encodeURIComponent(item.id)}`, { by: who(), take }).catch(problem);
    emit("review");
  };
  const pair = (label, words, lang) => el("div", {}, el("dt", { text: label }), el("dd", { lang, dir: "auto" }, words));
  return el("li", { class: "open-item" },
    jump(item.start, text(`open.${item.by === "machine" ? item.kind : item.by}`), () => { if (item.lang !== desk.lang) desk.turn(item.lang, item.start); goTo(item.start, item.end); }),
    el("dl", {},
      item.source_before ? pair(text("open.before"), item.source_before) : null,
      item.source_now ? pair(text("open.now"), item.source_now) : null,
      pair(text("open.yours"), cuesText(item.people), desk.tracks[item.lang]?.language),
      item.kind === "gap" ? null : pair(text("open.machine"), cuesText(item.machine), desk.tracks[item.lang]?.language)),
    el("p", { class: "row" },
      el("button", { type: "button", onclick: settle(false), text: text("open.keep") }),
      item.kind === "gap" ? null : el("button", { type: "button", onclick: settle(true), text: text("open.take") })));
}

function problem(error) {
  warn([error.message, error.detail].filter(Boolean).join(" "));
}

const when = (iso) => new Date(iso).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

function commentEntry(one) {
  const set = (done) => async () => {
    await tell("POST", `comments/${encodeURIComponent(one.id)}`, { done }).catch(problem);
    emit("review");
  };
  const name = one.by || text("comments.anonymous");
  return el("li", { class: one.done ? "comment done" : "comment" },
    jump(one.start, one.comment, () => { if (one.lang !== desk.lang && desk.tracks[one.lang]) desk.turn(one.lang, one.start); goTo(one.start, one.end); }),
    el("p", { class: "aside", text: `${text("comments.by", { name, when: when(one.when) })} · ${nameOf(one.lang)}` }),
    el("p", { class: "row" }, el("button", { type: "button", class: "quiet", onclick: set(!one.done), text: text(one.done ? "comments.again" : "comments.done") })));
}

function showReview() {
  const open = Object.values(review.tracks).flatMap((track) => track.open);
  byId("open-panel").hidden = !open.length;
  if (open.length) byId("open-panel").open = true;
  panel("open", open.length, open.map(openEntry));
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
