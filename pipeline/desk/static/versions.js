// Where a person chooses between versions: two of the same captions, or an earlier one of a whole track.

import { ask, tell } from "./api.js";
import { clock } from "./measure.js";
import { desk, on } from "./model.js";
import { byId, el, once, page, put, text, trouble, warn } from "./page.js";
import { chooseNow, lookNow, resolve, saveAll, undecided, who } from "./sync.js";

export const named = (name) => {
  if (!name) return;
  byId("who").value = name;
  byId("who").dispatchEvent(new Event("change"));
};

/** A form in a dialog: `work` is done when it is sent, and the dialog closes when that gives true. A second press
 * meanwhile does nothing; what is asked after the dialog was closed is another matter. */
export function asking(name, work) {
  const dialog = byId(name);
  let sent = null;
  dialog.addEventListener("close", () => { sent = null; });
  byId(`${name}-form`).addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sent) return;
    const mine = sent = {};
    try { if (await work() && sent === mine) dialog.close(); } finally { if (sent === mine) sent = null; }
  });
  return dialog;
}

const captions = (cues) => cues.map((cue) => `${clock(cue.start)}  ${cue.text}`).join("\n") || text("conflict.deleted");

function choice(conflict, k, lang) {
  const side = (name, cues) => el("label", { class: "choice" },
    el("input", { type: "radio", name: `conflict-${k}`, value: name, required: true }),
    el("span", {}, el("b", { text: text(`conflict.${name}`) }), el("span", { class: "words", lang, dir: "auto", text: captions(cues) })));
  return el("fieldset", {},
    el("legend", { text: text("conflict.where", { start: clock(conflict.start), end: clock(conflict.end) }) }),
    side("theirs", conflict.theirs), side("mine", conflict.mine));
}

/** merged: the page's cues with all that could be put together; in a conflict, the page's own. */
function chosen({ merged, conflicts }) {
  const key = (cue) => JSON.stringify([cue.start, cue.end, cue.text]);
  let cues = merged;
  conflicts.forEach((conflict, k) => {
    if (document.querySelector(`[name="conflict-${k}"]:checked`)?.value !== "theirs") return;
    const mine = new Set(conflict.mine.map(key));
    cues = [...cues.filter((cue) => !mine.has(key(cue))), ...conflict.theirs];
  });
  return cues.toSorted((a, b) => a.start - b.start);
}

export function startConflict() {
  let open = null;
  const dialog = asking("conflict", async () => {
    const { track, data } = open;
    resolve(track, data.file, chosen(data));
    return true;
  });
  const now = el("button", { type: "button", onclick: chooseNow, text: text("conflict.choose") });
  const remind = () => {
    if (!dialog.open && undecided() && !now.isConnected) warn(text("conflict.banner"), now);
  };
  on("conflict", ({ track, data }) => {
    open = { track, data };
    byId("conflict-list").replaceChildren(...data.conflicts.map((one, k) => choice(one, k, track.language)));
    for (const one of document.querySelectorAll("dialog[open]")) one.close();
    dialog.showModal();
  });
  on("undecided", remind);
  dialog.addEventListener("close", remind);
}

const when = (version) => (version.when ? new Date(version.when).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }) : version.sha256.slice(0, 12));

/** How much of a version is another than in the track as it is. */
function howMuch({ captions: count, words }) {
  if (count === null) return text("history.damaged");
  return count || words ? [text("history.captions", { count }), text("history.words", { count: words })].join(", ") : text("history.nothing");
}

const TAGS = { before: "del", after: "ins" };

/** What only one side has, struck out or underlined; screen readers are told in words whose it is, where it begins and
 * where it ends. */
function only(side, said) {
  if (side === "both") return said;
  const aside = (words) => el("span", { class: "sr", lang: page, text: words });
  return el(TAGS[side], {}, aside(`[${text(side === "before" ? "history.here" : "history.there")}: `), said, aside("]"));
}

const span = (times) => times.map(clock).join(" – ");

/** A place where the track as it is differs from a version: when, in what way, and the words. */
function place({ kinds, before, after, words }) {
  const moved = before && after && span(before) !== span(after);
  const times = moved ? [only("before", span(before)), " ", only("after", span(after))] : [span(after ?? before)];
  return el("li", {},
    el("p", { class: "aside" }, ...times, ` – ${kinds.map((kind) => text(`history.kind.${kind}`)).join(", ")}`),
    el("p", { lang: desk.track.language, dir: "auto" }, ...words.flatMap(({ side, text: said }) => [only(side, said), " "])));
}

/** Where a version differs from the track as it is: asked for when somebody opens it. */
function differing(one, k, count) {
  const body = el("div", {});
  const load = async () => {
    put(body, text("loading"));
    const found = await ask(`tracks/${desk.lang}/history/${one.sha256}`).catch((error) => ({ error }));
    if (found.error) { body.replaceChildren(...trouble(found.error)); return; }
    if (!found.rows.length) { put(body, text("history.equal")); return; }
    body.replaceChildren(
      el("p", { class: "aside" }, el("del", { text: text("history.struck") }), `: ${text("history.here")}. `,
        el("ins", { text: text("history.underlined") }), `: ${text("history.there")}. ${text("history.marks")}`),
      el("ol", { class: "places", role: "list" }, ...found.rows.map(place)));
    if (found.more) body.append(el("p", { text: text("history.further", { count: found.more }) }));
  };
  return el("details", { ontoggle: ({ target }) => { if (target.open) load(); } },
    el("summary", {}, `${text("history.differs")}: ${howMuch(one.differs)}`, which(k, count)), body);
}

/** For screen readers and voice control: which version a button is about. */
const which = (k, count) => el("span", { class: "sr", text: ` – ${text("nth", { number: k + 1, count })}` });

function version(one, k, count, dialog) {
  const entry = el("span", { text: text("history.entry", { when: when(one), why: [text(`history.${one.why}`), one.by].filter(Boolean).join(", ") }) });
  if (one.sha256 === desk.track.seen.sha256) return el("li", {}, entry, " ", el("b", { text: text("history.now") }));
  const take = once(async () => {
    await saveAll();
    await tell("POST", `tracks/${desk.lang}/restore`, { by: who(), version: one.sha256, seen_sha256: desk.track.seen.sha256 })
      .then(() => dialog.close(), (error) => byId("history-wrong").replaceChildren(...trouble(error)));
    lookNow();
  });
  return el("li", {}, entry, differing(one, k, count), el("button", { type: "button", onclick: take }, text("history.take"), which(k, count)));
}

export function startHistory() {
  const dialog = byId("history");
  byId("show-history").addEventListener("click", async () => {
    put(byId("history-wrong"), "");
    dialog.showModal();
    put(byId("history-list"), text("loading"));
    const found = await ask(`tracks/${desk.lang}/history`).catch((error) => ({ error }));
    if (found.error) {
      put(byId("history-list"), "");
      byId("history-wrong").replaceChildren(...trouble(found.error));
      return;
    }
    const { versions, kept } = found;
    const rows = versions.map((one, k) => version(one, k, versions.length, dialog));
    if (!rows.length) rows.push(el("li", { text: text("history.none") }));
    if (kept > versions.length) rows.push(el("li", { text: text("history.more", { count: kept - versions.length }) }));
    byId("history-list").replaceChildren(...rows);
  });
}
