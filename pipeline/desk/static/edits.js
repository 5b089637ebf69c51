// What can be done with captions, as plain functions: a cue and what is around it in, the cues that take its place out.
// Nothing here knows of the page but its rules about texts. Times: ms.

import { isSound, opensTurn, withoutTurn, SOUND } from "./marks.js";

let serial = 0;

/** A cue as the page keeps it: never changed, only replaced; `uid` stays with it as long as it is the same caption. */
export function cue({ start, end, text, top }, uid = `c${(serial += 1)}`) {
  return Object.freeze({ uid, start, end, text, top: Boolean(top) });
}

export const changed = (old, news) => cue({ ...old, ...news }, old.uid);

export const same = (one, other) =>
  one.start === other.start && one.end === other.end && one.text === other.text && one.top === other.top;

const flat = (text) => text.split(/\s+/).filter(Boolean).join(" ");

/** `text` in one line, or in two of about the same length, the lower one the longer, where it is longer than `line`. */
export function wrapped(text, line) {
  const words = flat(text);
  if (words.length <= line) return words;
  let best = -1;
  for (let at = words.indexOf(" "); at >= 0; at = words.indexOf(" ", at + 1)) {
    if (best < 0 || Math.abs(words.length / 2 - at - 1) < Math.abs(words.length / 2 - best - 1)) best = at;
  }
  return best < 0 ? words : `${words.slice(0, best)}\n${words.slice(best + 1)}`;
}

/** Where to divide `text` when the cursor is at `cursor`: there, or at the blank nearest to the middle. */
function place(text, cursor) {
  const inside = cursor > 0 && cursor < text.length && text.slice(0, cursor).trim() && text.slice(cursor).trim();
  if (inside) return cursor;
  const line = text.indexOf("\n");
  if (line > 0) return line;
  const blanks = [...text.matchAll(/\s/g)].map((found) => found.index);
  const middle = text.length / 2;
  return blanks.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0] ?? -1;
}

/**
 * Two cues of one, or null: divided at the cursor; in time where the video is, if that is inside the cue, else where the
 * word after the cursor was heard (`heard`: gives that, or null), else by the share of the letters.
 */
export function split(old, cursor, now, heard, { gap, frame }) {
  const at = place(old.text, cursor);
  const least = 2 * frame;
  if (at < 0 || old.end - old.start < 2 * least + gap) return null;
  const [head, tail] = [old.text.slice(0, at).trim(), old.text.slice(at).trim()];
  const share = old.start + ((old.end - old.start) * head.length) / (head.length + tail.length);
  const inside = (ms) => ms > old.start + least + gap && ms < old.end - least;
  const wish = [now, heard(old, at)].find((ms) => ms !== null && inside(ms)) ?? share;
  const time = Math.round(Math.min(Math.max(wish, old.start + least + gap), old.end - least));
  return [changed(old, { text: head, end: time - gap }), cue({ start: time, end: old.end, text: tail, top: old.top })];
}

/** One cue of two. */
export function join(old, next, { line }) {
  const turns = [old.text, next.text].filter((text) => text.trim());
  const dialogue = turns.length === 2 && turns.every((text) => !text.includes("\n") && opensTurn(text));
  const text = dialogue ? turns.join("\n") : wrapped(turns.join(" "), line);
  return changed(old, { text, end: Math.max(old.end, next.end) });
}

/** A new, empty cue: where the video is, if nothing stands there; else after `old`. duration: of the video. */
export function fresh(cues, old, now, { gap, least }, duration) {
  const room = (from) => Math.min((cues.find((one) => one.start >= from)?.start ?? Infinity) - gap, duration ?? Infinity) - from;
  const free = !cues.some((one) => one.start - gap <= now && now <= one.end + gap);
  const start = Math.max(0, Math.round(free && room(now) >= least ? now : old ? old.end + gap : now));
  const end = start + Math.max(Math.min(2000, room(start)), Math.min(least, 500));
  return cue({ start, end: Math.round(end), text: "", top: false });
}

/** The text as a sound described, in the marks of its language; plain again where it was one. */
export function sound(text, [open, close]) {
  if (text.trim() === `${open}…${close}`) return "";
  return isSound(text) ? text.trim().replace(SOUND, (part) => part.slice(1, -1)) : `${open}${flat(text) || "…"}${close}`;
}

/** The text with a speaker's name, a dash or neither before it. who: a name, "dash" or "". */
export function spoken(text, who, people, dash) {
  const names = people.map((name) => `${flat(name).toUpperCase()}:`);
  const label = names.find((name) => text.startsWith(name));
  const bare = (label ? text.slice(label.length) : withoutTurn(text)).trimStart();
  if (!who) return bare;
  return who === "dash" ? `${dash}${dash === "-" && /^\d/.test(bare) ? " " : ""}${bare}` : `${flat(who).toUpperCase()}: ${bare}`;
}

/** Who the text says is speaking: a name, "dash" or "". */
export function speakerOf(text, people) {
  const found = people.find((name) => text.startsWith(`${flat(name).toUpperCase()}:`));
  return found ?? (opensTurn(text) ? "dash" : "");
}

/** The cue with another start or end, never turned inside out. */
export function timed(old, field, ms, frame) {
  const value = Math.round(Math.max(0, ms));
  const least = Math.ceil(frame);
  return field === "start"
    ? changed(old, { start: Math.min(value, old.end - least) })
    : changed(old, { end: Math.max(value, old.start + least) });
}

/** Whether two cues are on screen at once, one at the top and one below: neither comes after the other. */
const sideBySide = (one, other) => one.top !== other.top && one.start < other.end && other.start < one.end;

/** The cue that comes after the one at `at`: not what stands elsewhere on the screen meanwhile. */
export const following = (cues, at) => cues.slice(at + 1).find((one) => !sideBySide(cues[at], one));

/** Cues begun so long ago are not looked for on screen. */
const LOOKED = 16;

/** For each of `cues` those of `others` that go with it: each under the last cue that begins before its middle; of two
 * that are on screen then, under the one at its own place. */
export function beside(cues, others) {
  const result = cues.map(() => []);
  let at = 0;
  for (const other of others) {
    const middle = (other.start + other.end) / 2;
    while (at + 1 < cues.length && cues[at + 1].start <= middle) at += 1;
    const here = (k) => cues[k].top === other.top && middle < cues[k].end;
    let best = at;
    while (best > Math.max(0, at - LOOKED) && !here(best)) best -= 1;
    if (result.length) result[here(best) ? best : at].push(other);
  }
  return result;
}
