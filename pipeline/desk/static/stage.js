// The video with the captions as they will be seen: drawn by the page from what stands in it, not from the file.

import { desk, emit, on } from "./model.js";
import { short } from "./measure.js";
import { byId, el, put, story, text } from "./page.js";

const video = byId("video");
const shown = byId("shown");
const screen = byId("screen");

/** ms before and after what is played alone, so that its first and last sound are heard. */
const AROUND = 300;

let stop = null;
let visible = null;

/** Where the video is, in ms. */
export const now = () => Math.round(video.currentTime * 1000);

export function seek(ms) {
  video.currentTime = Math.max(0, ms) / 1000 + 0.001;
}

/** Shows the picture at a moment, unless it is playing. */
export function lookAt(ms) {
  if (!video.paused) return;
  stop = null;
  seek(ms);
}

export function play(from, to) {
  seek(Math.max(0, from));
  stop = to;
  video.play()?.catch(() => {});
}

/** Plays a stretch and a little around it. */
export const playAround = (start, end) => play(start - AROUND, end + AROUND);

export function toggle() {
  stop = null;
  if (video.paused) video.play()?.catch(() => {});
  else video.pause();
}

/** The sizes of the burned-in captions, from the picture's own. */
function dress() {
  const { look, width, height } = story;
  screen.style.setProperty("--text", String(look.text_height / 100));
  screen.style.setProperty("--bottom", String(look.bottom / 100));
  screen.style.setProperty("--padding", String(look.padding));
  screen.style.setProperty("--box", String(look.box_alpha));
  screen.style.setProperty("--safe", String(look.width / 100));
  screen.style.setProperty("--ratio", String(width / height));
  const fonts = look.fonts.map((family, k) => new FontFace(family, `url(/font/${k})`));
  for (const font of fonts) document.fonts.add(font);
  const order = [look.font, ...look.fonts].map((family) => `"${family}"`);
  document.documentElement.style.setProperty("--family", order.join(", "));
}

function cueAt(ms) {
  const { cues } = desk.track;
  let [low, high] = [0, cues.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cues[middle].start <= ms) low = middle + 1;
    else high = middle;
  }
  const found = cues[low - 1];
  return found && ms < found.end ? found : null;
}

/** Draws the caption of the moment, if it is not what stands there already. */
export function draw() {
  const cue = cueAt(now());
  if (cue === visible) return;
  visible = cue;
  const words = cue?.text.trim() ? cue.text.split("\n") : [];
  shown.classList.toggle("high", Boolean(cue?.top || story.look.top));
  shown.lang = desk.lang;
  shown.replaceChildren(...(words.length ? [el("p", {}, ...words.map((line) => el("span", { dir: "auto", text: line })))] : []));
}

/** The buttons and the clock below the picture. */
function tell() {
  put(byId("play"), text(video.paused ? "stage.play" : "stage.pause"));
  const all = Number.isFinite(video.duration) ? video.duration * 1000 : story.duration ?? 0;
  put(byId("clock"), text("stage.of", { time: short(now()), all: short(all) }));
  const position = byId("position");
  if (document.activeElement !== position || !video.paused) position.value = String(now());
  position.max = String(all);
  position.setAttribute("aria-valuetext", short(now()));
}

function tick() {
  if (stop !== null && now() >= stop) { video.pause(); stop = null; }
  draw();
  tell();
  emit("time");
  if (!video.paused && !video.ended) requestAnimationFrame(tick);
}

export function startStage() {
  dress();
  for (const name of ["play", "seeked", "timeupdate", "loadedmetadata", "pause"]) video.addEventListener(name, tick);
  screen.addEventListener("click", toggle);
  byId("position").addEventListener("input", (event) => { stop = null; seek(Number(event.target.value)); });
  byId("speed").addEventListener("change", (event) => { video.playbackRate = Number(event.target.value); });
  for (const name of ["change", "reset", "track", "current"]) on(name, () => { draw(); emit("time"); });
  on("play", ({ uid }) => {
    const cue = desk.track.find(uid);
    desk.choose(uid);
    if (cue) playAround(cue.start, cue.end);
  });
  on("current", ({ uid }) => {
    const cue = uid && desk.track.find(uid);
    if (cue && !cueIs(cue)) lookAt(cue.start);
  });
  draw();
}

const cueIs = (cue) => cue.start <= now() && now() < cue.end;
