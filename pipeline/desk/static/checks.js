// Findings beside the captions: at once for what is being typed (the server looks at a few cues), for all after a save.

import { ask, tell } from "./api.js";
import { desk, emit, on } from "./model.js";
import { after, say, text } from "./page.js";

/** ms of quiet before a few cues are looked at, before it is told, and before all are looked at. */
const QUICK = 250;
const TELL = 1500;
const ALL = 600;
/** With more cues than this a whole check takes the server a moment: it waits until somebody pauses. */
const MANY = 400;
const ALL_OF_MANY = 4000;
/** Cues on each side that a rule may look at. */
const BESIDE = 4;
/** The server looks at no more than this at once. */
const MOST = 50;

const waiting = new Set();
let told = "";

/** What is found at a cue, in words; waived findings left out. */
export const findingsOf = (uid) => (desk.track.findings.get(uid) ?? []).filter((one) => !one.waived);

async function some() {
  const { track } = desk;
  const places = [...waiting].map((uid) => track.at(uid)).filter((k) => k >= 0);
  waiting.clear();
  if (!places.length) return;
  const [low, high] = [Math.max(0, Math.min(...places) - 1), Math.min(track.cues.length, Math.max(...places) + 2)];
  const [from, to] = [Math.max(0, low - BESIDE), Math.min(track.cues.length, high + BESIDE)];
  if (to - from > MOST) return;
  const cues = track.cues.slice(from, to);
  const form = { first: from + 1, low: low - from, high: high - from };
  const sent = cues.map(({ start, end, text: words, top }) => ({ start, end, text: words, top }));
  const { findings } = await tell("POST", `tracks/${track.lang}/check`, { ...form, cues: sent });
  if (cues.some((cue) => track.find(cue.uid) !== cue)) return;
  const found = new Map(cues.slice(form.low, form.high).map((cue) => [cue.uid, []]));
  for (const one of findings) found.get(cues[one.cue - 1 - from]?.uid)?.push(one);
  for (const [uid, list] of found) track.findings.set(uid, list);
  emit("findings", { track, uids: [...found.keys()] });
}

async function every(track) {
  const answer = await ask(`tracks/${track.lang}/findings`);
  if (answer.sha256 !== track.seen.sha256 || track.dirty) return;
  const written = track.cues.filter((cue) => cue.text.trim());
  const at = (one) => written[one.cue - 1]?.start === one.start ? written[one.cue - 1] : written.find((cue) => cue.start === one.start);
  track.findings = new Map(track.cues.map((cue) => [cue.uid, []]));
  track.loose = [];
  for (const one of answer.findings) {
    const cue = one.cue === null ? null : at(one);
    if (cue) track.findings.get(cue.uid).push(one);
    else track.loose.push(one);
  }
  track.risks = answer.risks;
  emit("findings", { track, uids: track.cues.map((cue) => cue.uid) });
  emit("risks");
}

/** Says what is found at the current cue, once its typing rests, and only if it is something else than before. */
function speak() {
  const found = findingsOf(desk.uid);
  const key = `${desk.uid} ${found.map((one) => one.message).join()}`;
  if (key === told) return;
  told = key;
  say(found.length ? [text("finding.found", { count: found.length }), ...found.map((one) => one.message)].join(" ") : text("finding.none"));
}

const quiet = (work) => () => work().catch((problem) => { if (!problem.gone && problem.status !== 401) console.error(problem); });

export function startChecks() {
  const soon = after(QUICK, quiet(some));
  const tellLater = after(TELL, speak);
  const later = new Map();
  for (const track of Object.values(desk.tracks)) {
    const work = quiet(() => every(track));
    later.set(track, after(track.cues.length > MANY ? ALL_OF_MANY : ALL, work));
    setTimeout(work, track === desk.track ? 0 : 500);
  }
  on("change", ({ track, after: now }) => {
    if (track !== desk.track) return;
    for (const cue of now) waiting.add(cue.uid);
    soon();
    tellLater();
  });
  on("current", ({ uid }) => { told = `${uid} ${findingsOf(uid).map((one) => one.message).join()}`; });
  on("saved", ({ track }) => later.get(track)());
  on("waived", ({ track }) => later.get(track)());
  on("review", () => later.get(desk.track)()); // somebody else may have ticked a doubt off
}
