// The tracks as they stand in the page, and every way of changing them; who wants to know listens.

import { cue, same } from "./edits.js";

/** Typing that goes on within this many ms is undone at once. */
const TYPING_MS = 1500;

const listeners = new Map();

/** Events: "change" {track, before, after, moved}, "current" {uid}, "track" {}, "reset" {track}, "findings" {track, uids},
 * "risks" {}, "instead" {uid, word, better}. */
export function on(name, listener) {
  if (!listeners.has(name)) listeners.set(name, []);
  listeners.get(name).push(listener);
}

export function emit(name, detail = {}) {
  for (const listener of listeners.get(name) ?? []) listener(detail);
}

const alike = ({ text, top }) => JSON.stringify([text, Boolean(top)]);
const exactly = (one) => JSON.stringify([one.start, one.end, alike(one)]);

function grouped(cues, key) {
  const found = new Map();
  for (const one of cues) {
    if (!found.has(key(one))) found.set(key(one), []);
    found.get(key(one)).push(one);
  }
  return found;
}

/** Which of `cues` each of `given` was: the same one; else the one of the same text, where there are as many as before
 * (all times may have moved); else one that stood there. */
function stayed(cues, given) {
  const was = new Map();
  const left = new Set(cues);
  const take = (one, old) => { was.set(one, old); left.delete(old); };
  const open = () => given.filter((one) => !was.has(one));
  const same = grouped(cues, exactly);
  for (const one of given) if (same.get(exactly(one))?.length) take(one, same.get(exactly(one)).shift());
  const moved = grouped(left, alike);
  for (const [key, ones] of grouped(open(), alike)) {
    const old = moved.get(key) ?? [];
    if (old.length === ones.length) ones.forEach((one, k) => take(one, old[k]));
  }
  for (const one of open()) {
    for (const old of left) if (Math.min(old.end, one.end) > Math.max(old.start, one.start)) { take(one, old); break; }
  }
  return was;
}

export class Track {
  /** data: {lang, sha256, cues} of the server; lang: the name of the track. info: what is to be known of its language. */
  constructor(data, info) {
    this.lang = data.lang;
    this.language = info.language;
    this.info = info;
    this.cues = data.cues.map((given) => cue(given));
    this.seen = { sha256: data.sha256, cues: data.cues };
    this.saved = data.cues;
    this.undone = [];
    this.done = [];
    this.findings = new Map();
    this.risks = [];
  }

  at(uid) {
    return this.cues.findIndex((one) => one.uid === uid);
  }

  find(uid) {
    return this.cues.find((one) => one.uid === uid);
  }

  /** Whether the page says something else than it did when it was last saved. */
  get dirty() {
    const told = this.told();
    return told.length !== this.saved.length || told.some((one, k) => !same(one, this.saved[k]));
  }

  /** The cues as the server is told of them: captions without text are in no file. */
  told() {
    return this.cues
      .filter((one) => one.text.trim())
      .map(({ start, end, text, top }) => ({ start, end, text, top }));
  }

  /** Puts `after` in the place of `before`; whether it could: all of `before` must still stand as it was. */
  replace(before, after) {
    if (!before.every((one) => this.cues.includes(one))) return false;
    const stays = (one, k) => one.uid === after[k].uid && one.start === after[k].start;
    if (before.length && before.length === after.length && before.every(stays)) {
      const other = new Map(before.map((one, k) => [one, after[k]]));
      this.cues = this.cues.map((one) => other.get(one) ?? one);
      emit("change", { track: this, before, after, moved: false });
      return true;
    }
    const gone = new Set(before);
    this.cues = [...this.cues.filter((one) => !gone.has(one)), ...after].sort((a, b) => a.start - b.start);
    emit("change", { track: this, before, after, moved: true });
    return true;
  }

  /** `replace` that can be undone. typing: joins what was typed just before. */
  edit(before, after, { typing = false } = {}) {
    if (!this.replace(before, after)) return false;
    const now = performance.now();
    const last = this.done.at(-1);
    if (typing && last?.typing && last.after[0] === before[0] && now - last.at < TYPING_MS) {
      last.after = after;
      last.at = now;
    } else {
      this.done.push({ before, after, typing, at: now });
    }
    this.undone = [];
    return true;
  }

  /** Takes the last edit back; the cue to go to, null where there is none, undefined where it is no longer possible. */
  undo() {
    return this.#step(this.done, this.undone, (entry) => [entry.after, entry.before]);
  }

  redo() {
    return this.#step(this.undone, this.done, (entry) => [entry.before, entry.after]);
  }

  #step(from, to, sides) {
    const entry = from.pop();
    if (!entry) return null;
    const [before, after] = sides(entry);
    if (!this.replace(before, after)) return undefined;
    to.push({ ...entry, typing: false });
    return after[0] ?? before[0];
  }

  /** Shows `given` (of the server) instead of what stands; what is the same keeps its place, its row and its cursor. */
  adopt(given) {
    const was = stayed(this.cues, given);
    const cues = given.map((one) => {
      const old = was.get(one);
      return old && exactly(old) === exactly(one) ? old : cue(one, old?.uid);
    });
    const kept = new Set(was.values());
    const empty = this.cues.filter((one) => !kept.has(one) && !one.text.trim());
    this.cues = [...cues, ...empty].sort((a, b) => a.start - b.start);
    emit("reset", { track: this });
  }
}

/** What the page is about now. tracks: by language; lang: the one being edited; uid: the current cue. */
export const desk = {
  tracks: {},
  lang: "",
  uid: null,

  get track() {
    return this.tracks[this.lang];
  },

  get other() {
    const described = (track) => track.info.kind === "descriptions";
    const others = Object.values(this.tracks).filter((track) => track.lang !== this.lang);
    const alike = others.filter((track) => described(track) === described(this.track));
    return alike.find((track) => track.info.kind === "captions") ?? alike[0] ?? others[0];
  },

  get cue() {
    return this.track.find(this.uid);
  },

  choose(uid) {
    if (uid === this.uid) return;
    const was = this.uid;
    this.uid = uid;
    emit("current", { uid, was });
  },

  /** Goes to another language, to the cue that stands at the same time – at the same place of the screen, if one does. */
  turn(lang, ms = this.cue?.start ?? 0, top = this.cue?.top ?? false) {
    this.lang = lang;
    const cues = this.track.cues;
    const begun = (one) => one.start <= ms + 250;
    const near = cues.findLast((one) => begun(one) && one.top === top && one.end > ms) ?? cues.findLast(begun) ?? cues[0];
    this.uid = near?.uid ?? null;
    emit("track");
    emit("current", { uid: this.uid, was: null });
  },
};
