// What the marks in a text mean: sounds, dashes of a new speaker, passages of a description. The rules are the server's.

import { rules } from "./page.js";

/** A sound as a part of a text, in whatever brackets. */
export const SOUND = new RegExp(rules.sound, "gu");

const TURN = new RegExp(`^(?:${rules.turn})`, "u");

/** The text with a space for each sound in brackets. */
function withoutSounds(text) {
  let rest = text;
  for (let deep = 0; deep < rules.deepest; deep += 1) rest = rest.replace(SOUND, " ");
  return rest;
}

/** Whether the text describes sounds and says nothing. */
export function isSound(text) {
  const rest = withoutSounds(text);
  return (rest !== text || [...rules.notes].some((note) => text.includes(note))) && !/[\p{L}\p{N}]/u.test(rest);
}

/** Whether the text opens with the dash of a new speaker; a lone dash, or a minus, is none. */
export const opensTurn = (text) => TURN.test(text);

/** The text without that dash. */
export const withoutTurn = (text) => text.replace(TURN, "");

const EXTENDED = new RegExp(`^(?:${rules.extended})`, "iu");

/** How many words of a description are said: none where nobody has written it yet. */
export function wordsTold(text) {
  const said = text.replace(EXTENDED, "").trim();
  return said.startsWith(rules.unwritten) || !/[\p{L}\p{N}]/u.test(said) ? 0 : said.split(/\s+/).length;
}
