// Numbers of a caption as the checker counts them, and times as people read and write them. Times: ms.

import { page } from "./page.js";

const numbers = new Intl.NumberFormat(page, { minimumFractionDigits: 1, maximumFractionDigits: 1, useGrouping: false });
const point = numbers.formatToParts(0.5).find((part) => part.type === "decimal").value;

/** Characters of `line`: code points, as the checker counts. */
export const characters = (line) => {
  let count = 0;
  for (const _ of line) count += 1;
  return count;
};

/** Characters a second of a cue; spaces, punctuation and line breaks count. */
export const speed = (cue) => (characters(cue.text) * 1000) / Math.max(1, cue.end - cue.start);

const two = (value) => String(value).padStart(2, "0");

/** "1:02:03,480", or "0:12,480" below an hour, with the decimal mark of the page. */
export function clock(ms) {
  const whole = Math.max(0, Math.round(ms));
  return `${short(whole)}${point}${String(whole % 1000).padStart(3, "0")}`;
}

/** "1:02:03", or "0:12" below an hour. */
export function short(ms) {
  const seconds = Math.floor(ms / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** How long something takes: "1:05 min", or "1:02:03 h" from an hour on. */
export const lasting = (seconds) => `${short(1000 * seconds)} ${seconds < 3600 ? "min" : "h"}`;

/** A number with one decimal, as the page writes it. */
export const decimal = (value) => numbers.format(value);

const units = Object.fromEntries(["hour", "minute", "second"].map((unit) =>
  [unit, new Intl.NumberFormat(page, { style: "unit", unit, unitDisplay: "long" })]));
const and = new Intl.ListFormat(page, { type: "conjunction" });

/** A time as it is read out: "1 minute and 5 seconds". */
export function spoken(ms) {
  const seconds = Math.floor(ms / 1000);
  const parts = [["hour", Math.floor(seconds / 3600)], ["minute", Math.floor(seconds / 60) % 60], ["second", seconds % 60]];
  const said = parts.filter(([unit, value]) => value || (unit === "second" && seconds === 0));
  return and.format(said.map(([unit, value]) => units[unit].format(value)));
}

/** What somebody wrote as a time ("1:02:03,48", "75.5"): ms, or a string that says what is wrong with it: "form", or
 * "sixty" for 60 and more seconds or minutes after a colon. */
export function parse(written) {
  const match = /^\s*(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?\s*$/.exec(written);
  if (!match) return "form";
  const [, h, m, s, part = ""] = match;
  if ((h !== undefined && Number(m) > 59) || (m !== undefined && Number(s) > 59)) return "sixty";
  return ((Number(h ?? 0) * 60 + Number(m ?? 0)) * 60 + Number(s)) * 1000 + Number(part.padEnd(3, "0"));
}
