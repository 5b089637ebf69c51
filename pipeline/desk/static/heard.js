// When each word was heard, so that a caption is divided where its words are said.

import { ask } from "./api.js";

/** ms after which the words are fetched: the page is there first. */
const LATER = 1500;
/** ms by which a caption may stand away from its words. */
const NEAR = 400;

let words = [];

const bare = (word) => word.toLowerCase().replaceAll("’", "'").replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

/** When (ms) the word at `at` in the text of a cue begins, or null where nobody heard it. */
export function heardAt(cue, at) {
  const before = cue.text.slice(0, at).split(/\s+/).filter(Boolean).length;
  const word = bare(cue.text.slice(at).trim().split(/\s+/)[0] ?? "");
  const near = words.filter(([start, end]) => end > cue.start - NEAR && start < cue.end + NEAR);
  const places = near.map(([, , text], k) => (bare(text) === word ? k : -1)).filter((k) => k >= 0);
  const best = places.sort((a, b) => Math.abs(a - before) - Math.abs(b - before))[0];
  return best === undefined ? null : near[best][0];
}

export function startHeard() {
  setTimeout(async () => { ({ words } = await ask("words").catch(() => ({ words: [] }))); }, LATER);
}
