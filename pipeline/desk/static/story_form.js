// The page of a story: its form, the film beside it, and papers that are signed.

import { send } from "./api.js";
import { addRow, startForm, wrote } from "./form.js";
import { listenToOthers } from "./others.js";
import { byId, el, put, say, text, trouble } from "./page.js";

const video = byId("video");
const frame = Number(byId("frames").dataset.frame);

/** A time as story.toml has it: "0:42.5". ms */
function clock(ms) {
  const whole = Math.floor(ms / 1000);
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (number) => String(number).padStart(2, "0");
  const rest = ms % 1000 ? `.${String(ms % 1000).padStart(3, "0").replace(/0+$/, "")}` : "";
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds)}${rest}`;
}

const now = () => Math.round(video.currentTime * 1000);

/** The middle of a picture: there no rounding leads to the one before. */
function step(pictures) {
  video.pause();
  const at = Math.floor(now() / frame) + pictures;
  video.currentTime = Math.max(0, (at + 0.5) * frame / 1000);
}

function seek(by) {
  video.pause();
  video.currentTime = Math.max(0, video.currentTime + by / 1000);
}

/** The moment that a text names as story.toml has it (s); null for what is none: a picture. */
function moment(written) {
  if (!/^(\d+:)?\d+:[0-5]\d(\.\d{1,3})?$|^\d+(\.\d+)?$/.test(written)) return null;
  return written.split(":").reduce((before, part) => before * 60 + Number(part), 0);
}

/** The time is a live region, and written some times a second while the film plays: it is not read out then. */
function tellPlaying(playing) {
  put(byId("play"), text(playing ? "stage.pause" : "stage.play"));
  byId("at").setAttribute("aria-live", playing ? "off" : "polite");
}

function film() {
  byId("frames").hidden = false;
  for (const button of document.querySelectorAll("[data-step]")) {
    const by = Number(button.dataset.step);
    button.addEventListener("click", () => (Math.abs(by) === 1 ? step(by) : seek(by)));
  }
  byId("play").addEventListener("click", () => (video.paused ? video.play() : video.pause()));
  for (const name of ["play", "pause"]) video.addEventListener(name, () => tellPlaying(name === "play"));
  for (const name of ["timeupdate", "seeked"]) video.addEventListener(name, () => put(byId("at"), clock(now())));
  const chosen = moment(byId("f-poster").value);
  if (chosen !== null) video.currentTime = chosen;
  byId("take").addEventListener("click", () => {
    byId("f-poster").value = clock(now());
    wrote();
    say(text("form.taken", { time: clock(now()) }));
  });
}

function chapters() {
  byId("sentences").addEventListener("click", (event) => {
    const button = event.target.closest("[data-chapter]");
    if (!button) return;
    event.preventDefault();
    addRow("chapters", { start: button.dataset.chapter }).querySelector("[name$='.title.ca']").focus();
    byId("f-no_chapters").checked = false;
    wrote();
  });
}

async function upload(event) {
  const [file] = event.target.files;
  if (!file) return;
  const line = byId("upload-state");
  put(line, text("form.sending"));
  try {
    const { name } = await send("PUT", `consent?name=${encodeURIComponent(file.name)}`, file);
    const choice = byId("f-consent-scan");
    if (![...choice.options].some((one) => one.value === name)) choice.append(el("option", { value: name, text: name }));
    choice.value = name;
    put(line, "");
    event.target.value = "";
    say(text("form.sent"));
    wrote();
  } catch (problem) {
    line.replaceChildren(...trouble(problem));
  }
}

film();
chapters();
byId("upload").hidden = false;
byId("scan-file").addEventListener("change", upload);
startForm();
listenToOthers();
