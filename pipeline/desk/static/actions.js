// What a reviewer can do, by name: buttons and shortcuts call the same.

import { tell } from "./api.js";
import { changed, following, fresh, join, sound, speakerOf, split, spoken, timed } from "./edits.js";
import { heardAt } from "./heard.js";
import { isSound } from "./marks.js";
import { clock } from "./measure.js";
import { desk, emit } from "./model.js";
import { byId, say, story, text, trouble, warn } from "./page.js";
import { focusText, rowOf } from "./list.js";
import { riskWords, sureness } from "./risks.js";
import { lookAt, now, playAround, seek, toggle } from "./stage.js";
import { findingsOf } from "./checks.js";
import { saveAll, who } from "./sync.js";

/** ms by which the arrow keys with Shift move a time. */
const TENTH = 100;

const edit = (before, after) => {
  const done = desk.track.edit(before, after);
  if (!done) say(text("unavailable"));
  return done;
};

const number = () => desk.track.at(desk.uid) + 1;

/** Changes the current cue's text. */
export function rewrite(words) {
  const old = desk.cue;
  if (old && old.text !== words) edit([old], [changed(old, { text: words })]);
}

/** Moves a time of the current cue; says where it is then. */
export function retime(field, ms) {
  const old = desk.cue;
  if (!old) return;
  const made = timed(old, field, ms, story.frame);
  if (made.start === old.start && made.end === old.end) return;
  if (!edit([old], [made])) return;
  lookAt(field === "start" ? made.start : made.end - story.frame);
  say(text("moved", { number: number(), start: clock(made.start), end: clock(made.end) }));
}

const nudge = (field, ms) => () => desk.cue && retime(field, desk.cue[field] + ms);

function step(by) {
  const { cues } = desk.track;
  const next = cues[Math.min(cues.length - 1, Math.max(0, desk.track.at(desk.uid) + by))];
  if (!next) return;
  desk.choose(next.uid);
  focusText();
}

/** Marks the current caption as a sound, or no longer; says which. */
function describe() {
  if (!desk.cue) return;
  rewrite(sound(desk.cue.text, desk.track.info.sound));
  say(text(isSound(desk.cue.text) ? "done.sound" : "done.no_sound", { number: number() }));
}

/** Shows the current caption at the top of the picture, or no longer; says which. */
function lift() {
  if (!desk.cue || !edit([desk.cue], [changed(desk.cue, { top: !desk.cue.top })])) return;
  say(text(desk.cue.top ? "done.top" : "done.no_top", { number: number() }));
}

function divide() {
  const old = desk.cue;
  const cursor = rowOf(old?.uid)?.area.selectionStart ?? -1;
  const parts = old && split(old, cursor, now(), heardAt, { gap: desk.track.info.gap, frame: story.frame });
  if (!parts) { say(text("done.cannot_split")); return; }
  if (!edit([old], parts)) return;
  desk.choose(parts[1].uid);
  focusText([0, 0]);
  say(text("done.split", { number: number() - 1, next: number() }));
}

function unite() {
  const old = desk.cue;
  const next = old && following(desk.track.cues, desk.track.at(old.uid));
  if (!old || !next) { say(text("done.cannot_join")); return; }
  if (edit([old, next], [join(old, next, desk.track.info)])) { focusText(); say(text("done.join")); }
}

function insert() {
  const made = fresh(desk.track.cues, desk.cue, now(), desk.track.info, story.duration);
  if (!edit([], [made])) return;
  desk.choose(made.uid);
  focusText();
  say(text("done.insert", { number: number() }));
}

function remove() {
  const old = desk.cue;
  if (!old) return;
  const k = desk.track.at(old.uid);
  if (!edit([old], [])) return;
  desk.choose((desk.track.cues[k] ?? desk.track.cues[k - 1])?.uid ?? null);
  focusText();
  say(text("done.delete"));
}

function back(found, done, nothing) {
  if (found === null) { say(text(nothing)); return; }
  if (found === undefined) { say(text("unavailable")); return; }
  if (found && desk.track.find(found.uid)) desk.choose(found.uid);
  if (!byId("tools").contains(document.activeElement)) focusText();
  say(text(done));
}

function finding(by) {
  const { cues } = desk.track;
  const from = desk.track.at(desk.uid);
  const order = by > 0 ? cues.slice(from + 1) : cues.slice(0, Math.max(0, from)).reverse();
  const next = order.find((one) => findingsOf(one.uid).some((found) => found.severity !== "info"));
  if (!next) { say(text("done.no_findings")); return; }
  desk.choose(next.uid);
  focusText();
}

/** The doubtful places as they were when we last went to one, and where in them we are: between two when the one we were
 * at is mended, so that the next is never passed over. */
let doubts = [];
let doubt = -0.5;

const isPlace = (one) => (other) => one.kind === other.kind && one.start === other.start && one.end === other.end;

/** Finds our place again in a list that was made anew. */
function keepPlace() {
  const { risks } = desk.track;
  if (!risks.length || risks === doubts) return;
  const left = doubts.slice(Math.ceil(doubt)).find((one) => risks.some(isPlace(one)));
  const at = left ? risks.findIndex(isPlace(left)) : risks.length;
  doubt = left && left === doubts[doubt] ? at : at - 0.5;
  doubts = risks;
}

/** The checker names words with a straight apostrophe, however they are written. */
const straight = (words) => words.replaceAll("’", "'");

/** Goes to a doubtful place, plays it, and selects the words. */
export function goToRisk(k) {
  const risk = desk.track.risks[k];
  if (!risk) { say(text("done.no_doubts")); return; }
  doubts = desk.track.risks;
  doubt = k;
  const there = desk.track.cues.filter((one) => one.start < risk.end && one.end > risk.start);
  const cue = there.find((one) => !one.top) ?? there[0]
    ?? desk.track.cues.findLast((one) => one.start <= risk.start) ?? desk.track.cues[0];
  if (cue) desk.choose(cue.uid);
  const first = risk.text.split(" … ")[0];
  const at = risk.kind === "words" && cue ? straight(cue.text).indexOf(straight(first)) : -1;
  focusText(at >= 0 ? [at, at + first.length] : undefined);
  playAround(risk.start - 300, risk.end + 300);
  const what = [riskWords(risk), sureness(risk)].filter(Boolean).join(", ");
  say(`${text("done.doubt", { number: k + 1, count: desk.track.risks.length })} ${what}`);
  emit("risk", { k });
}

/** The next doubtful place, or the one before, that nobody has ticked off. */
const doubtful = (by) => {
  keepPlace();
  const { risks } = desk.track;
  const [first, way] = by > 0 ? [Math.floor(doubt) + 1, 1] : [Math.ceil(doubt) - 1, -1];
  const order = risks.map((_, k) => (first + way * k + 2 * risks.length) % risks.length);
  const next = order.find((k) => !risks[k].ticked);
  if (next === undefined) say(text(risks.length ? "done.all_ticked" : "done.no_doubts"));
  else goToRisk(next);
};

/** The doubt that is meant: the one we went to, if its caption is still the current one; else the first there that waits. */
function doubtHere() {
  const { risks } = desk.track;
  const { cue } = desk;
  const here = (risk) => cue && risk.start < cue.end && risk.end > cue.start;
  if (risks === doubts && risks[doubt] && (here(risks[doubt]) || risks[doubt].kind !== "words")) return doubt;
  const [waits, ticked] = [risks.findIndex((risk) => here(risk) && !risk.ticked), risks.findIndex(here)];
  return waits >= 0 ? waits : ticked;
}

/** Whether a name is known; asks for one where none is. */
function named() {
  const field = byId("who");
  field.setCustomValidity(who() ? "" : text("name_first"));
  field.addEventListener("input", () => field.setCustomValidity(""), { once: true });
  return field.reportValidity();
}

/** Ticks a doubt off – it was heard, and is right –, or takes that back. */
export async function tickOff(k) {
  const { track } = desk;
  const risk = track.risks[k];
  if (!risk || risk.kind === "unheard") { say(text(risk ? "done.cannot_tick" : "done.no_doubt_here")); return; }
  if (!named()) return;
  const { kind, start, end, text: words, ticked } = risk;
  await saveAll();
  const answer = await tell("POST", `tracks/${track.lang}/ticks`, { by: who(), kind, start, end, text: words, ticked: !ticked })
    .catch((problem) => { warn(...trouble(problem)); emit("saved", { track }); });
  if (!answer) return;
  const place = doubts === track.risks;
  track.risks = answer.risks;
  if (place) doubts = track.risks;
  emit("risks");
  say(text(ticked ? "done.unticked" : "done.ticked", { count: track.risks.filter((one) => !one.ticked).length }));
}

/** The speaker of the current cue, from the list of speakers. */
export function setSpeaker(who) {
  if (desk.cue) rewrite(spoken(desk.cue.text, who, story.people, desk.track.info.dash));
}

export const speakerNow = () => (desk.cue ? speakerOf(desk.cue.text, story.people) : "");

const field = (id) => () => { byId(id).focus(); byId(id).select(); };

/** Every action by name; the names are those of the texts "script.do.…". */
export const actions = {
  play: toggle,
  tick: () => { keepPlace(); tickOff(doubtHere()); },
  find: () => emit("find"),
  replay: () => desk.cue && playAround(desk.cue.start, desk.cue.end),
  back: () => seek(now() - 1000),
  forward: () => seek(now() + 1000),
  next: () => step(1),
  last: () => step(-1),
  "doubt-next": () => doubtful(1),
  "doubt-last": () => doubtful(doubt < 0 ? 0 : -1),
  "finding-next": () => finding(1),
  "finding-last": () => finding(-1),
  "start-field": field("start"),
  "end-field": field("end"),
  "start-here": () => retime("start", now()),
  "end-here": () => retime("end", now()),
  "start-less": () => nudge("start", -story.frame)(),
  "start-more": () => nudge("start", story.frame)(),
  "end-less": () => nudge("end", -story.frame)(),
  "end-more": () => nudge("end", story.frame)(),
  "start-tenth-less": nudge("start", -TENTH),
  "start-tenth-more": nudge("start", TENTH),
  "end-tenth-less": nudge("end", -TENTH),
  "end-tenth-more": nudge("end", TENTH),
  split: divide,
  join: unite,
  insert,
  delete: remove,
  sound: describe,
  top: lift,
  speaker: () => byId("speaker").focus(),
  comment: () => emit("comment"),
  glossary: () => emit("glossary"),
  undo: () => back(desk.track.undo(), "done.undo", "done.nothing_undo"),
  redo: () => back(desk.track.redo(), "done.redo", "done.nothing_redo"),
  language: () => { if (desk.other) { desk.turn(desk.other.lang); focusText(); } },
  keys: () => emit("keys"),
};
