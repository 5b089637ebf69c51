// The video with the captions as they will be seen: drawn by the page from what stands in it, not from the file.

import { desk, emit, on } from "./model.js";
import { short, spoken } from "./measure.js";
import { byId, el, put, story, text } from "./page.js";

const video = byId("video");
const places = { high: byId("shown-high"), low: byId("shown") };
const screen = byId("screen");

/** ms before and after what is played alone, so that its first and last sound are heard. */
const AROUND = 300;

let stop = null;
let visible = [];

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

/** Draws the captions of the moment, if they are not what stands there already: a sign may stand at the top while somebody
 * speaks below. */
export function draw() {
  const ms = now();
  const cues = desk.track.cues.filter((cue) => cue.start <= ms && ms < cue.end);
  if (cues.length === visible.length && cues.every((cue, k) => cue === visible[k])) return;
  visible = cues;
  const beside = (cue) => cue.top && desk.track.cues.some((one) => !one.top && one.start < cue.end && cue.start < one.end);
  const high = (cue) => (story.look.top ? !beside(cue) : cue.top);
  fill(places.high, cues.filter(high));
  fill(places.low, cues.filter((cue) => !high(cue)));
}

function fill(place, cues) {
  const said = cues.filter((cue) => cue.text.trim()).map((cue) => cue.text.split("\n"));
  place.lang = desk.track.language;
  place.replaceChildren(...said.map((lines) => el("p", {}, ...lines.map((line) => el("span", { dir: "auto", text: line })))));
}

/** The buttons and the clock below the picture. */
function tell() {
  put(byId("play"), text(video.paused ? "stage.play" : "stage.pause"));
  const all = Number.isFinite(video.duration) ? video.duration * 1000 : story.duration ?? 0;
  put(byId("clock"), text("stage.of", { time: short(now()), all: short(all) }));
  const position = byId("position");
  if (document.activeElement !== position || !video.paused) position.value = String(now());
  position.max = String(all);
  position.setAttribute("aria-valuetext", text("stage.position", { time: spoken(now()), all: spoken(all) }));
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
  tell();
}

const cueIs = (cue) => cue.start <= now() && now() < cue.end;
