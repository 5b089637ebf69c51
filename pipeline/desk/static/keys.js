// Shortcuts: Alt (Option) with a letter that types nothing and that no screen reader takes; they can be switched off
// (WCAG 2.1.4). "?" opens their list where nobody is writing.

import { actions } from "./actions.js";
import { desk, on } from "./model.js";
import { byId, el, say, text } from "./page.js";

const apple = /Mac|iPhone|iPad/.test(navigator.platform);

/** [action, key as KeyboardEvent.code, with Shift]; all with Alt. Grouped as they are listed. */
const GROUPS = [
  ["listen", [["play", "KeyP"], ["replay", "KeyR"], ["back", "KeyK"], ["forward", "KeyK", true], ["tick", "KeyH"]]],
  ["move", [
    ["next", "ArrowDown"], ["last", "ArrowUp"], ["doubt-next", "KeyN"], ["doubt-last", "KeyN", true],
    ["finding-next", "KeyW"], ["finding-last", "KeyW", true], ["find", "KeyG"], ["language", "KeyL"],
  ]],
  ["edit", [
    ["split", "KeyS"], ["join", "KeyJ"], ["insert", "KeyI"], ["delete", "KeyX"], ["sound", "KeyU"], ["top", "KeyT"],
    ["speaker", "KeyV"], ["comment", "KeyC"],
  ]],
  ["times", [["start-field", "KeyA"], ["end-field", "KeyZ"], ["start-here", "KeyB"], ["end-here", "KeyB", true]]],
];

const BOUND = new Map(GROUPS.flatMap(([, keys]) => keys).map(([name, code, shift]) => [`${code}${shift ? "+" : ""}`, name]));
const GLYPHS = { ArrowDown: "keys.down", ArrowUp: "keys.up" };
const OFF = "veus:keys-off";

const writing = (node) => node.matches?.("input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]");

/** Keys of a list to choose from are its own: Alt with an arrow opens it, a letter chooses. In a field that is not of a
 * caption, shortcuts listen and move, and change none. */
const mayAct = (name, node) => !node.closest?.("select")
  && (node.closest?.("#cues, #dock") || !writing(node) || ["listen", "move"].some((group) => isOf(group, name)));
const isOf = (group, name) => GROUPS.some(([title, keys]) => title === group && keys.some(([one]) => one === name));

const isOn = () => byId("keys-on").checked;

function pressed(event) {
  if (event.defaultPrevented || event.isComposing) return;
  if (document.querySelector("dialog[open]")) return;
  const name = ours(event);
  if (!name) return;
  event.preventDefault();
  if (isOf("listen", name) || taken(event.target)) actions[name]();
}

/** Takes a time that is being typed, as Enter does: most shortcuts lead to another caption. Whether nothing is wrong
 * with it. */
function taken(node) {
  if (!node.matches?.("#start, #end")) return true;
  node.dispatchEvent(new Event("change"));
  return !node.hasAttribute("aria-invalid");
}

/** The field, of no caption, that somebody has typed in since captions were last changed: what is undone there is that. */
let typedIn = null;

/** The action that a key asks for. Undo and redo are the page's own, also while shortcuts are off: there is no other. */
function ours(event) {
  const main = apple ? event.metaKey : event.ctrlKey;
  if (main && !event.altKey && inList(event.target) && event.target !== typedIn) {
    if (event.code === "KeyZ" || event.key.toLowerCase() === "z") return event.shiftKey ? "redo" : "undo";
    if (event.key.toLowerCase() === "y") return "redo";
  }
  if (!isOn()) return null;
  if (event.key === "?" && !event.altKey && !writing(event.target)) return "keys";
  if (!event.altKey || event.ctrlKey || event.metaKey || event.getModifierState("AltGraph")) return null;
  const name = BOUND.get(`${event.code}${event.shiftKey ? "+" : ""}`) ?? null;
  return name && mayAct(name, event.target) ? name : null;
}

const inList = (node) => byId("desk").contains(node) && !node.closest?.(".who");

const cap = (said) => el("kbd", { text: said });
const glyph = (code) => (GLYPHS[code] ? text(GLYPHS[code]) : code.replace("Key", ""));

function keyCaps(code, shift) {
  const keys = [text(apple ? "keys.option" : "keys.alt"), ...(shift ? [text("keys.shift")] : []), glyph(code)];
  return keys.flatMap((one, k) => (k ? [" + ", cap(one)] : [cap(one)]));
}

const entry = (said, ...caps) => el("div", {}, el("dt", { text: said }), el("dd", {}, ...caps));

const told = (name) => (["split", "join", "insert", "delete", "sound", "top", "speaker", "comment", "language"].includes(name)
  ? text(`explain.${name}`) : text(`do.${name}`));

function listed() {
  const main = text(apple ? "keys.command" : "keys.control");
  const groups = GROUPS.map(([group, keys]) => [text(`keys.${group}`), keys.map(([name, code, shift]) => entry(told(name), ...keyCaps(code, shift)))]);
  groups[2][1].push(entry(text("do.undo"), cap(main), " + ", cap("Z")), entry(text("do.redo"), cap(main), " + ", cap(text("keys.shift")), " + ", cap("Z")));
  groups[3][1].push(
    entry(`${text("keys.frame")} (${text("keys.in_fields")})`, cap(text("keys.up")), " ", cap(text("keys.down"))),
    entry(`${text("keys.tenth")} (${text("keys.in_fields")})`, cap(text("keys.shift")), " + ", cap(text("keys.up")), " ", cap(text("keys.down"))),
    entry(text("keys.to_text"), cap(text("keys.enter")), " ", cap(text("keys.escape"))),
  );
  groups[1][1].push(entry(text("do.keys"), cap("?")));
  return groups.map(([title, entries]) => el("section", {}, el("h3", { text: title }), el("dl", {}, ...entries)));
}

/** Tells assistive technology and tooltips which keys a button has. */
function label() {
  for (const [code, name] of BOUND) {
    const keys = ["Alt", ...(code.endsWith("+") ? ["Shift"] : []), code.replace("+", "").replace("Key", "")].join("+");
    for (const button of document.querySelectorAll(`[data-do="${name}"]`)) {
      if (isOn()) button.setAttribute("aria-keyshortcuts", keys);
      else button.removeAttribute("aria-keyshortcuts");
      button.title = isOn() ? keys.replace("Arrow", "") : "";
    }
  }
}

export function startKeys() {
  const box = byId("keys-on");
  box.checked = localStorage.getItem(OFF) !== "1";
  box.addEventListener("change", () => {
    localStorage.setItem(OFF, box.checked ? "0" : "1");
    label();
    if (!box.checked) say(text("keys_off"));
  });
  byId("keys-list").replaceChildren(...listed());
  byId("show-keys").addEventListener("click", () => byId("keys").showModal());
  on("keys", () => byId("keys").showModal());
  addEventListener("keydown", pressed);
  addEventListener("input", ({ target }) => {
    typedIn = writing(target) && !target.matches("select, #cues textarea") ? target : null;
  });
  on("change", () => { typedIn = null; });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-do]");
    if (button && desk.track) actions[button.dataset.do]();
  });
  label();
}
