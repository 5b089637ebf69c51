// Find and replace in the captions of a track; and one word put in place of another that no dictionary knows.

import { changed, wrapped } from "./edits.js";
import { focusText } from "./list.js";
import { desk, on } from "./model.js";
import { after, byId, put, say, text } from "./page.js";

/** What may stand inside a word, as the dictionaries have words: an apostrophe parts two. */
const INSIDE = "[\\p{L}\\p{M}\\p{N}_·]";
/** ms of quiet before what is typed is looked for. */
const QUIET = 150;

const field = (name) => byId(`find-${name}`);

/** A pattern for `what`: blanks and line breaks are one, as are both apostrophes. null: for nothing. */
export function pattern(what, { whole, exact }) {
  const words = what.normalize("NFC").split(/\s+/).filter(Boolean);
  if (!words.length) return null;
  const literal = (word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&").replace(/['’]/g, "['’]");
  const body = words.map(literal).join("\\s+");
  return new RegExp(whole ? `(?<!${INSIDE})${body}(?!${INSIDE})` : body, exact ? "gu" : "giu");
}

const isUpper = (letter) => letter !== letter.toLowerCase();

/** `word` with the capital and the apostrophe of what it takes the place of. */
function likewise(word, found, what) {
  const straight = found.includes("’") ? word.replaceAll("'", "’") : word;
  const first = straight[0] ?? "";
  return isUpper(found[0]) && !isUpper(what.trim()[0]) ? first.toUpperCase() + straight.slice(1) : straight;
}

/** The cue with all that `looked` finds in it replaced; a phrase that went over a line break has it divided anew. */
function replaced(cue, looked, what, word) {
  let broken = false;
  const words = cue.text.replace(looked, (found) => { broken ||= found.includes("\n"); return likewise(word, found, what); });
  return changed(cue, { text: broken ? wrapped(words, desk.track.info.line) : words });
}

const options = () => ({ whole: field("whole").checked, exact: field("exact").checked });

/** Every place: the cue, and from where to where in its text. */
function places() {
  const looked = pattern(field("what").value, options());
  if (!looked) return [];
  return desk.track.cues.flatMap((cue) => [...cue.text.matchAll(looked)].map((found) => ({ cue, from: found.index, to: found.index + found[0].length })));
}

/** What was replaced last; it stands there until somebody does something else. */
let told = "";
let replacing = false;

function count() {
  const found = field("what").value.trim() ? places() : null;
  put(field("count"), told || (found ? text("find.found", { count: found.length }) : ""));
  for (const name of ["next", "one", "all"]) field(name).disabled = !found?.length;
}

/** The place where we are: the one that is selected in the text of the current caption. */
let here = null;

function next() {
  const found = places();
  const at = desk.track.at(desk.uid);
  const behind = ({ cue, from }) => desk.track.at(cue.uid) > at || (cue.uid === desk.uid && (here?.uid !== cue.uid || from >= here.to));
  const place = found.find(behind) ?? found[0];
  if (!place) return;
  here = { uid: place.cue.uid, from: place.from, to: place.to };
  desk.choose(place.cue.uid);
  focusText([place.from, place.to]);
  say(text("find.at", { number: found.indexOf(place) + 1, count: found.length, caption: desk.track.at(place.cue.uid) + 1 }));
}

/** Replaces the place where we are, and goes on to the next. */
function one() {
  const place = places().find(({ cue, from }) => cue.uid === here?.uid && from === here.from);
  if (!place) { next(); return; }
  const { cue, from, to } = place;
  const word = likewise(field("with").value, cue.text.slice(from, to), field("what").value);
  if (!desk.track.edit([cue], [changed(cue, { text: cue.text.slice(0, from) + word + cue.text.slice(to) })])) return;
  here = { uid: cue.uid, from, to: from + word.length };
  next();
}

function all() {
  const [looked, found] = [pattern(field("what").value, options()), places()];
  const cues = [...new Set(found.map(({ cue }) => cue))];
  replacing = true;
  const done = cues.length && desk.track.edit(cues, cues.map((cue) => replaced(cue, looked, field("what").value, field("with").value)));
  replacing = false;
  here = null;
  told = done ? text("find.replaced", { count: found.length }) : "";
  count();
  field("what").focus();
}

/** Puts a word of the dictionary in place of one that stands in a caption. */
function instead({ uid, word, better }) {
  const cue = desk.track.find(uid);
  const found = cue && pattern(word, { whole: true, exact: true }).exec(cue.text);
  if (!found) { say(text("unavailable")); return; }
  const [from, to] = [found.index, found.index + found[0].length];
  const put = likewise(better, found[0], word);
  if (!desk.track.edit([cue], [changed(cue, { text: cue.text.slice(0, from) + put + cue.text.slice(to) })])) return;
  desk.choose(uid);
  focusText([from, from + put.length]);
  say(text("done.instead", { word: put }));
}

export function startFind() {
  const soon = after(QUIET, count);
  for (const name of ["what", "whole", "exact"]) field(name).addEventListener("input", () => { here = null; told = ""; soon(); });
  for (const name of ["change", "reset", "track"]) {
    on(name, () => {
      if (!replacing) told = "";
      if (byId("find-panel").open) soon();
    });
  }
  byId("find-panel").addEventListener("toggle", count);
  byId("find-form").addEventListener("submit", (event) => { event.preventDefault(); next(); });
  field("one").addEventListener("click", one);
  field("all").addEventListener("click", all);
  on("find", () => {
    byId("find-panel").open = true;
    field("what").focus();
    field("what").select();
  });
  on("instead", instead);
  count();
}
