// The current caption's tools: its times, what can be done with it, who speaks.

import { actions, retime, setSpeaker, speakerNow } from "./actions.js";
import { isSound } from "./marks.js";
import { focusText } from "./list.js";
import { clock, decimal, parse } from "./measure.js";
import { desk, on } from "./model.js";
import { byId, el, put, story, text } from "./page.js";

const fields = { start: byId("start"), end: byId("end") };
/** What the page has put into each field: {uid, value}. */
const shown = {};
const ARROWS = { ArrowUp: "more", ArrowDown: "less" };

function show() {
  const cue = desk.track ? desk.cue : null;
  put(byId("dock-title"), cue ? text("dock", { number: desk.track.at(cue.uid) + 1, count: desk.track.cues.length }) : text("no_dock"));
  for (const [name, input] of Object.entries(fields)) {
    input.disabled = !cue;
    const value = cue ? clock(cue[name]) : "";
    const was = shown[name];
    const typing = input === document.activeElement && input.value !== was?.value;
    // What is being typed stays, whatever others change meanwhile; what was written wrongly, until the time is another.
    if (was?.uid === cue?.uid && (typing || (was?.value === value && input.hasAttribute("aria-invalid")))) continue;
    shown[name] = { uid: cue?.uid, value };
    if (input.value !== value) input.value = value;
    complain(name, "");
  }
  put(byId("lasts"), cue ? text("lasts", { seconds: decimal((cue.end - cue.start) / 1000) }) : "");
  press("sound", Boolean(cue) && isSound(cue.text));
  press("top", Boolean(cue?.top));
  byId("speaker").value = speakerNow();
}

function press(name, down) {
  document.querySelector(`#tools [data-do="${name}"]`).setAttribute("aria-pressed", String(down));
}

/** Says at the field what is wrong with it; "" for nothing. */
function complain(name, sentence) {
  if (sentence) fields[name].setAttribute("aria-invalid", "true");
  else fields[name].removeAttribute("aria-invalid");
  put(byId(`${name}-wrong`), sentence);
}

/** Lets go of what stands in a field: it is not being typed any more. */
function letGo(name) {
  shown[name].value = fields[name].value;
  complain(name, "");
}

/** What is wrong with a time for the start or the end of a cue, in words, or "". ms: as `parse` gives it. */
function objection(name, ms, cue) {
  if (typeof ms === "string") return text(`wrong.${ms}`, { example: clock(cue.start) });
  if (name === "start" && ms >= cue.end) return text("wrong.start", { time: clock(cue.end) });
  if (name === "end" && ms <= cue.start) return text("wrong.end", { time: clock(cue.start) });
  if (story.duration && ms > story.duration) return text("wrong.beyond", { time: clock(story.duration) });
  return "";
}

/** Takes what is written in a field; whether it could be taken. */
function typed(name, input) {
  const { cue } = desk;
  if (!cue || clock(cue[name]) === input.value.trim()) { letGo(name); return true; }
  const ms = parse(input.value);
  const sentence = objection(name, ms, cue);
  complain(name, sentence);
  if (sentence) return false;
  letGo(name);
  retime(name, ms);
  show();
  return true;
}

function key(name, event) {
  const way = ARROWS[event.key];
  if (way && !event.altKey && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    if (typed(name, fields[name])) actions[`${name}-${event.shiftKey ? "tenth-" : ""}${way}`]();
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (typed(name, fields[name])) focusText();
    else fields[name].select();
  } else if (event.key === "Escape") {
    event.preventDefault();
    letGo(name);
    show();
    focusText();
  }
}

/** One stop for the Tab key; the arrow keys go from tool to tool (as toolbars do). */
function roving() {
  const tools = byId("tools");
  const buttons = [...tools.querySelectorAll("button")];
  const stop = (chosen) => { for (const one of buttons) one.tabIndex = one === chosen ? 0 : -1; };
  stop(buttons[0]);
  tools.addEventListener("focusin", (event) => stop(event.target));
  tools.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    buttons[(to + buttons.length) % buttons.length].focus();
  });
}

export function startDock() {
  for (const [name, input] of Object.entries(fields)) {
    input.addEventListener("change", () => typed(name, input));
    input.addEventListener("keydown", (event) => key(name, event));
  }
  byId("speaker").append(
    el("option", { value: "", text: text("speaker.none") }),
    ...story.people.map((name) => el("option", { value: name, text: name })),
    el("option", { value: "dash", text: text("speaker.dash") }),
  );
  byId("speaker").addEventListener("change", (event) => setSpeaker(event.target.value));
  byId("speaker").addEventListener("keydown", (event) => { if (event.key === "Escape") focusText(); });
  roving();
  for (const name of ["change", "reset", "track", "current"]) on(name, show);
  show();
}
