// Sound, speech, cuts of the picture and captions around this moment: a drawing for the eye; all it says is in the list too.

import { desk, on } from "./model.js";
import { short } from "./measure.js";
import { byId, story } from "./page.js";
import { now, seek } from "./stage.js";
import { ask } from "./api.js";

/** ms of sound that are seen at once. The drawing turns like a page: nothing slides. */
const SPAN = 12_000;
/** Height in px of what stands below the captions: speech and seconds. */
const LANE = 18;
/** Share of the rest in which captions at the top of the screen are drawn. */
const UPPER = 0.4;

const canvas = byId("wave");
const paint = canvas.getContext("2d");
let loud = new Uint8Array(0);
let waiting = false;

const first = () => Math.floor(now() / SPAN) * SPAN;

let colour = null;

/** Of the style sheet; asked for only when they may be others. */
function colours() {
  const style = getComputedStyle(canvas);
  return Object.fromEntries(["ink", "sound", "voice", "cue", "mine", "cut", "line"].map((name) => [name, style.getPropertyValue(`--w-${name}`)]));
}

function draw() {
  waiting = false;
  const { width, height } = canvas;
  const from = first();
  const x = (ms) => ((ms - from) / SPAN) * width;
  colour ??= colours();
  const scale = devicePixelRatio || 1;
  paint.clearRect(0, 0, width, height);
  const lane = LANE * scale;
  const bottom = height - lane;
  for (const cue of near(desk.track.cues, from).sort((a, b) => a.top - b.top)) {
    paint.fillStyle = cue.uid === desk.uid ? colour.mine : colour.cue;
    const wide = Math.max(2 * scale, x(cue.end) - x(cue.start) - 2 * scale);
    const tall = cue.top ? bottom * UPPER : bottom;
    if (cue.top) paint.clearRect(x(cue.start) + scale, 0, wide, tall + 2 * scale); // apart from what stands below meanwhile
    paint.fillRect(x(cue.start) + scale, 0, wide, tall);
  }
  paint.fillStyle = colour.sound;
  const step = width / (SPAN / story.peak);
  for (let k = 0; k < SPAN / story.peak; k += 1) {
    const tall = ((loud[from / story.peak + k] ?? 0) / 255) * (bottom - 8 * scale);
    paint.fillRect(k * step, (bottom - tall) / 2, Math.max(1, step - scale), Math.max(scale, tall));
  }
  paint.fillStyle = colour.voice;
  for (const [start, end] of story.speech) if (end > from && start < from + SPAN) paint.fillRect(x(start), bottom + 3 * scale, x(end) - x(start), 4 * scale);
  paint.fillStyle = colour.cut;
  for (const cut of story.cuts) if (cut >= from && cut < from + SPAN) paint.fillRect(x(cut), 0, scale, bottom + 8 * scale);
  seconds(x, from, height, scale);
  paint.fillStyle = colour.ink;
  paint.fillRect(x(now()) - scale, 0, 2 * scale, height);
}

function seconds(x, from, height, scale) {
  paint.fillStyle = colour.line;
  paint.font = `${9 * scale}px system-ui, sans-serif`;
  for (let ms = from; ms < from + SPAN; ms += 1000) {
    if (ms % 2000 === 0) paint.fillText(short(ms), x(ms) + 2 * scale, height - 2 * scale);
  }
}

const near = (cues, from) => cues.filter((cue) => cue.end > from && cue.start < from + SPAN);

function later() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(draw);
}

function fit() {
  const scale = devicePixelRatio || 1;
  canvas.width = Math.round(canvas.clientWidth * scale);
  canvas.height = Math.round(canvas.clientHeight * scale);
  later();
}

export async function startWave() {
  new ResizeObserver(fit).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { colour = null; later(); });
  for (const name of ["change", "reset", "track", "current", "time"]) on(name, later);
  canvas.addEventListener("click", (event) => {
    const ms = first() + (event.offsetX / canvas.clientWidth) * SPAN;
    seek(ms);
    const found = desk.track.cues.filter((cue) => cue.start <= ms && ms < cue.end);
    const high = event.offsetY < (canvas.clientHeight - LANE) * UPPER;
    const under = found.find((cue) => cue.top === high) ?? found[0];
    if (under) desk.choose(under.uid);
  });
  const answer = await ask(`peaks`).catch(() => null);
  if (answer) loud = new Uint8Array(answer);
  later();
}
