// Between the page and the files: saves what is typed, notices what others write, and keeps all of it while the server is
// gone. A track is saved with what the page had seen of its file, so that the server can put three versions together.

import { Problem, ask, tell } from "./api.js";
import { same } from "./edits.js";
import { listen, live } from "./events.js";
import { desk, emit, on } from "./model.js";
import { after, byId, put, say, story, text, trouble, warn } from "./page.js";

/** ms of quiet before typing is saved; between two looks at the files; between two tries when the server is gone. */
const QUIET = 800;
/** ms of quiet before unsaved text is kept in the tab. */
const KEEP = 300;
const LOOK = 2000;

const line = byId("saving");
const states = new Map();
const busy = new Set();

/** Who reviews; kept in this browser. */
export const who = () => byId("who").value.trim();

const key = (track) => `veus:${story.slug}:${track.lang}`;

/** What lets in again whom the server no longer knows: a text of banners. */
let door = "no_session";

/** The state that somebody is in whom the server does not answer. */
function shut({ status, kind }) {
  if (status !== 401) return "offline";
  door = kind === "ask-password" ? "ask_password" : "no_session";
  return "no_session";
}

function state(track, name) {
  if (states.get(track.lang) === name) return;
  states.set(track.lang, name);
  const order = ["conflict", "no_session", "offline", "failed", "saving", "unsaved", "merged", "adopted", "saved"];
  const worst = order.find((one) => [...states.values()].includes(one)) ?? "saved";
  line.dataset.state = worst;
  if (worst !== "saving") put(line, text(`saving.${worst}`));
  if (["offline", "no_session"].includes(worst)) warn(text(`banner.${worst === "offline" ? worst : door}`));
  else if (worst === "conflict") emit("undecided");
  else if (worst !== "failed") warn("");
}

/** Whether a person has still to choose between two versions of some captions; they are not saved until then. */
export const undecided = () => [...states.values()].includes("conflict");

/** Keeps unsaved text in this tab, for when it is loaded again before the server has it. */
function keep(track) {
  try {
    if (track.dirty) sessionStorage.setItem(key(track), JSON.stringify({ seen: track.seen, saved: track.saved, cues: track.told() }));
    else sessionStorage.removeItem(key(track));
  } catch { /* a full or forbidden storage must not keep anybody from typing */ }
}

/** What this tab had not saved when it was left; it is shown again, and saved. */
function recall(track) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key(track)) ?? "null");
    if (!kept) return;
    track.seen = kept.seen;
    track.saved = kept.saved;
    track.adopt(kept.cues);
  } catch { sessionStorage.removeItem(key(track)); }
}

const savers = new Map();

async function save(track) {
  if (!track.dirty) { state(track, "saved"); keep(track); return; }
  if (busy.has(track) || states.get(track.lang) === "conflict") return;
  busy.add(track);
  state(track, "saving");
  const told = track.told();
  try {
    const answer = await tell("PUT", `tracks/${track.lang}`, {
      by: who(), seen_sha256: track.seen.sha256, seen: track.seen.cues, cues: told,
    });
    saved(track, told, answer);
  } catch (problem) {
    failed(track, problem, told);
  } finally {
    busy.delete(track);
  }
}

/** Whether nothing was typed since `told`. */
function still(track, told) {
  const now = track.told();
  return now.length === told.length && now.every((one, k) => same(one, told[k]));
}

/** After a save. What was typed meanwhile is kept; a merge is shown only where nothing was: else it is saved again first,
 * as a change of what has just been saved, so that nobody is asked to choose between two versions of their own. */
function saved(track, told, answer) {
  const quiet = still(track, told);
  track.saved = told;
  if (!answer.merged || quiet) track.seen = { sha256: answer.sha256, cues: answer.cues };
  else track.seen = { sha256: track.seen.sha256, cues: told };
  if (answer.merged && quiet) { track.adopt(answer.cues); track.saved = track.told(); }
  state(track, track.dirty ? "unsaved" : answer.merged ? "merged" : "saved");
  if (answer.merged && quiet) say(text("saving.merged"));
  keep(track);
  if (track.dirty) savers.get(track)();
  emit("saved", { track });
}

function failed(track, problem, told) {
  if (!(problem instanceof Problem)) { console.error(problem); state(track, "failed"); return; }
  if (problem.kind === "conflict" && !still(track, told)) {
    state(track, "unsaved");
    savers.get(track)();
  } else if (problem.kind === "conflict") {
    state(track, "conflict");
    emit("conflict", { track, data: problem.data });
  } else if (problem.status === 401) {
    state(track, shut(problem));
  } else if (problem.gone) {
    state(track, problem.kind === "busy" ? "unsaved" : "offline");
  } else {
    state(track, "failed");
    warn(...trouble(problem));
  }
  keep(track);
}

/** Goes on after a person has chosen between two versions: `cues` is what they want, `file` what they chose it from. */
export function resolve(track, file, cues) {
  track.adopt(cues);
  track.seen = file;
  track.saved = file.cues;
  state(track, "unsaved");
  save(track);
}

/** Asks anew between which versions there is to choose: what was typed since is in one of them. */
export function chooseNow() {
  const track = Object.values(desk.tracks).find((one) => states.get(one.lang) === "conflict");
  if (!track) return;
  state(track, "unsaved");
  save(track);
}

/** Saves all that waits. Whether everything is in the files then. */
export async function saveAll() {
  for (const track of Object.values(desk.tracks)) {
    while (busy.has(track)) await new Promise((done) => { setTimeout(done, 50); });
    await save(track);
  }
  return Object.values(desk.tracks).every((track) => !track.dirty);
}

let reviewed;

/** What the server last told by itself. */
let pulsed = null;

/** Looks whether a file is another than the page has seen, and whether the server is there. */
async function look(told = null) {
  try {
    const pulse = told ?? await ask("pulse");
    for (const track of Object.values(desk.tracks)) await compare(track, pulse.tracks[track.lang]);
    const review = JSON.stringify(pulse.review);
    if (reviewed !== review) { reviewed = review; emit("review"); }
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    for (const track of Object.values(desk.tracks)) if (states.get(track.lang) !== "conflict") state(track, shut(problem));
  }
}

/** Looks at the files at once, as well as every LOOK ms. */
export const lookNow = () => look();

/** Looks every LOOK ms: the server is asked, unless it tells by itself and nothing waits to be saved. */
async function watch() {
  const quiet = [...states.values()].every((one) => ["saved", "adopted", "merged"].includes(one));
  await look(live() && quiet ? pulsed : null);
  setTimeout(watch, LOOK);
}

async function compare(track, sha256) {
  const waiting = ["offline", "no_session", "failed"].includes(states.get(track.lang));
  if (track.dirty) {
    if (waiting || (states.get(track.lang) === "unsaved" && !savers.get(track).waits())) await save(track);
    return;
  }
  if (waiting) state(track, "saved");
  if (sha256 === track.seen.sha256 || busy.has(track)) return;
  const data = await ask(`tracks/${track.lang}`);
  if (track.dirty || busy.has(track) || data.sha256 === track.seen.sha256) return;
  track.seen = { sha256: data.sha256, cues: data.cues };
  track.adopt(data.cues);
  track.saved = track.told();
  state(track, "adopted");
  say(text("saving.adopted"));
  emit("saved", { track });
}

export function startSync() {
  const name = byId("who");
  name.value = localStorage.getItem("veus:name") ?? "";
  name.addEventListener("change", () => localStorage.setItem("veus:name", who()));
  for (const track of Object.values(desk.tracks)) {
    savers.set(track, after(QUIET, () => save(track)));
    track.keep = after(KEEP, () => keep(track));
    recall(track);
  }
  on("change", ({ track }) => {
    if (states.get(track.lang) !== "conflict") state(track, states.get(track.lang) === "offline" ? "offline" : "unsaved");
    track.keep();
    savers.get(track)();
  });
  addEventListener("visibilitychange", () => {
    for (const track of Object.values(desk.tracks)) { track.keep.now(); savers.get(track).now(); }
  });
  addEventListener("beforeunload", (event) => {
    for (const track of Object.values(desk.tracks)) keep(track);
    if (Object.values(desk.tracks).some((track) => track.dirty)) event.preventDefault();
  });
  for (const track of Object.values(desk.tracks)) if (track.dirty) save(track);
  setTimeout(watch, LOOK);
  listen({ story: story.slug }, { story: ({ data }) => { pulsed = data; look(data); } });
}
