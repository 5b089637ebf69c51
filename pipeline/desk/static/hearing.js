// What the reviewer hears: how much of the film was played with sound while a track was open, and which captions they had
// before them. The server is told in small steps; what it has not been told yet is kept in the tab.

import { ask, tell } from "./api.js";
import { desk, on } from "./model.js";
import { byId, put, story, text, trouble, warn } from "./page.js";
import { who } from "./sync.js";

/** ms between two reports while there is something to say. */
const STEP = 5000;
/** Played faster than this, nobody understands what is said. */
const FASTEST = 2;
/** s by which the film may be ahead of the clock since it began to be heard: browsers tell both roughly. */
const SLACK = 0.25;
/** ms that may be missing of a caption that was played, for pauses in its midst. */
const MISSING = 300;

const KEPT = `veus:${story.slug}:heard`;
const video = byId("video");

/** By track: what the server does not know yet. played: spans (ms), in order; opened: cues by uid. */
const waiting = {};
/** By track: spans (ms) that were played since the page was opened, joined; and captions that were opened, by uid. */
const played = {};
const opened = {};
const sending = new Set();

/** By track: `played` (0 to 1) and the numbers of captions that are `unopened`, as the server last said. */
const known = {};

const audible = () => !video.paused && !video.seeking && !video.muted && video.volume > 0 && video.playbackRate <= FASTEST;

/** Since when it is heard, without a jump or a change of speed: where the film was then (s), and the clock; at: where it
 * was at the last look. */
let run = null;

/** Takes what was played since the last look. What the film could not have come to by playing is not heard. */
function look() {
  const [at, when] = [video.currentTime, performance.now() / 1000];
  if (!audible()) { run = null; return; }
  const played = run && run.lang === desk.lang && at >= run.at && at - run.from <= (when - run.since) * video.playbackRate + SLACK;
  if (played && at > run.at) add(Math.floor(run.at * 1000), Math.ceil(at * 1000));
  run = played ? { ...run, at } : { from: at, since: when, lang: desk.lang, at };
}

/** `spans` with one more, which comes last or overlaps the last one. */
function grown(spans, from, to) {
  const end = spans.at(-1);
  if (!end || from > end[1] + 1 || to < end[0]) return [...spans, [from, to]];
  return [...spans.slice(0, -1), [Math.min(end[0], from), Math.max(end[1], to)]];
}

/** Spans in order, with those joined that overlap or nearly touch. */
function joined(spans) {
  const found = [];
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    const end = found.at(-1);
    if (end && from - end[1] <= MISSING) end[1] = Math.max(end[1], to);
    else found.push([from, to]);
  }
  return found;
}

function add(from, to) {
  const { track, lang } = desk;
  waiting[lang].played = grown(waiting[lang].played, from, to);
  played[lang] = joined([...played[lang], [from, to]]);
  const last = Number.isFinite(video.duration) ? video.duration * 1000 : Infinity;
  const whole = (cue) => played[lang].some(([start, end]) => start <= cue.start + MISSING && end >= Math.min(cue.end, last) - MISSING);
  for (const cue of track.cues) if (cue.start < to && cue.end > from - MISSING && opened[lang].get(cue.uid) !== cue && whole(cue)) open(track, cue);
}

/** Notes that somebody has this caption before them, as it stands now. */
function open(track, cue) {
  if (!cue?.text.trim() || opened[track.lang].get(cue.uid) === cue) return;
  opened[track.lang].set(cue.uid, cue);
  waiting[track.lang].opened.set(cue.uid, cue);
}

/** Whoever changes a caption has it before them; what becomes of one that was opened, too. */
function follow({ track, before, after }) {
  const known = before.some((one) => opened[track.lang].has(one.uid));
  for (const cue of after) if (known || cue.uid === desk.uid) open(track, cue);
}

/** What others wrote meanwhile, nobody has before them yet. */
function forget({ track }) {
  for (const [uid, cue] of opened[track.lang]) if (track.find(uid) !== cue) opened[track.lang].delete(uid);
}

function keep() {
  try {
    const left = Object.entries(waiting).filter(([, one]) => one.played.length || one.opened.size);
    if (!left.length) sessionStorage.removeItem(KEPT);
    else sessionStorage.setItem(KEPT, JSON.stringify(left.map(([lang, one]) => [lang, one.played, [...one.opened.values()]])));
  } catch { /* a full or forbidden storage must not keep anybody from listening */ }
}

function recall() {
  try {
    for (const [lang, spans, cues] of JSON.parse(sessionStorage.getItem(KEPT) ?? "[]")) {
      if (!(lang in waiting)) continue;
      waiting[lang].played = spans;
      cues.forEach((cue, k) => waiting[lang].opened.set(`kept ${k}`, cue));
    }
  } catch { sessionStorage.removeItem(KEPT); }
}

/** Takes in what the server knows of a track; captions that were opened before are opened here. */
function learn(track, answer) {
  known[track.lang] = answer;
  if (answer.sha256 === track.seen.sha256 && !track.dirty) {
    const left = new Set(answer.unopened);
    track.cues.filter((cue) => cue.text.trim()).forEach((cue, k) => { if (!left.has(k + 1)) opened[track.lang].set(cue.uid, cue); });
  }
  if (track === desk.track) show();
}

async function send(track) {
  const mine = waiting[track.lang];
  if (sending.has(track) || (!mine.played.length && !mine.opened.size)) return;
  sending.add(track);
  waiting[track.lang] = { played: [], opened: new Map() };
  try {
    const cues = [...mine.opened.values()].map(({ start, end, text: words, top }) => ({ start, end, text: words, top }));
    learn(track, await tell("POST", `tracks/${track.lang}/heard`, { by: who(), played: mine.played, opened: cues }));
  } catch (problem) {
    if (problem.gone || problem.status === 401) {
      const later = waiting[track.lang];
      waiting[track.lang] = { played: [...mine.played, ...later.played], opened: new Map([...mine.opened, ...later.opened]) };
    } else {
      warn(...trouble(problem));
    }
  } finally {
    sending.delete(track);
    keep();
  }
}

/** Tells all that waits; done when the server has it, or is not there. */
export async function tellHeard() {
  look();
  for (const track of Object.values(desk.tracks)) {
    while (sending.has(track)) await new Promise((done) => { setTimeout(done, 50); });
    await send(track);
  }
}

/** How far the track that is open has been heard. */
function show() {
  const answer = known[desk.lang];
  put(byId("heard"), answer ? [
    text("heard.played", { percent: Math.floor(answer.played * 100) }),
    answer.unopened.length ? text("heard.unopened", { count: answer.unopened.length }) : text("heard.opened"),
  ].join(" ") : "");
}

const learnAgain = async () => {
  const { track } = desk;
  if (track.seen.sha256 === null) return;
  const answer = await ask(`tracks/${track.lang}/heard`).catch(() => null); // it is asked again with the next report
  if (answer) learn(track, answer);
};

export function startHearing() {
  for (const lang of Object.keys(desk.tracks)) {
    waiting[lang] = { played: [], opened: new Map() };
    played[lang] = [];
    opened[lang] = new Map();
  }
  recall();
  on("time", look);
  for (const name of ["seeking", "ratechange", "volumechange", "emptied"]) video.addEventListener(name, () => { run = null; });
  byId("cues").addEventListener("focusin", ({ target }) => {
    if (target.matches("textarea")) open(desk.track, desk.cue); // the one that the cursor is in is the current one
  });
  on("change", follow);
  on("reset", forget);
  on("track", () => { show(); learnAgain(); });
  on("saved", learnAgain);
  video.addEventListener("pause", tellHeard);
  addEventListener("visibilitychange", () => { keep(); tellHeard(); });
  addEventListener("pagehide", keep);
  setInterval(() => { keep(); tellHeard(); }, STEP);
  learnAgain();
}
