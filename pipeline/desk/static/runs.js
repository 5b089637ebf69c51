// A page of runs: shows how far one is while it goes on, and what came of it when it has ended.

import { Problem, ask } from "./api.js";
import { draftOf, fill, keepDraft, pairsOf } from "./drafts.js";
import { listen, live } from "./events.js";
import { lasting } from "./measure.js";
import { after, beginAt, byId, el, page, put, say, text, trouble, warn } from "./page.js";

/** ms between two questions while the server tells nothing by itself. */
const ASK = 3000;
/** ms of quiet before what is written is kept. */
const KEEP = 250;
/** Which draft was sent last: it goes once a run was started with it. */
const SENT = "veus:sent";

const kinds = byId("runs").dataset.kinds.split(" ");
const shown = byId("run");
const number = Number(shown?.dataset.run ?? 0);
let going = Boolean(document.querySelector("[data-going], button:disabled"));

const left = (seconds) => (seconds === null ? "" : text("runs.left", { time: lasting(seconds) }));

/** A text in the page's language; marked where it is said in English only. */
const said = (told) => el("bdi", { lang: page !== "en" && told.ca === told.en && "en", text: told[page] });

function step(one) {
  const aside = one.broke ? text("runs.step.broke")
    : one.ended ? [text("runs.step.ended"), ...(one.spent ? [lasting(one.spent)] : [])].join(", ")
      : [one.detail[page] ?? "", left(one.left)].filter(Boolean).join(", ");
  const bar = one.ended ? null : el("progress", { "aria-label": one.what[page], ...(one.share === null ? {} : { max: 1, value: one.share }) });
  return el("li", { "data-ended": one.ended }, el("span", { class: "what" }, said(one.what)), bar, el("span", { class: "aside", text: aside }));
}

function section(story) {
  const made = el("section");
  if (story.slug) made.append(el("h3", {}, el("bdi", { text: story.title[page] ?? story.slug })));
  for (const told of story.problems) made.append(el("p", { class: "notice" }, text("runs.problem"), " ", said(told)));
  if (story.steps.length) made.append(el("ul", { class: "steps", role: "list" }, ...story.steps.map(step)));
  for (const told of story.notes) made.append(el("p", { class: "aside" }, text("runs.note"), " ", said(told)));
  return made;
}

function show(run) {
  const place = run.place ? text("runs.place", run.place) : "";
  const told = [run.stopping ? text("runs.stopping") : text("runs.going"), place].filter(Boolean).join(" – ");
  put(byId("state"), [told, left(run.left)].filter(Boolean).join(", "));
  byId("progress").replaceChildren(...run.stories.map(section));
  const story = run.stories.at(-1);
  const title = story?.title[page] ?? "";
  if (title && byId("say").dataset.title !== title) { byId("say").dataset.title = title; say([title, place].filter(Boolean).join(", ")); }
}

/** Whether somebody has filled in something that loading the page again would take away. */
const filledIn = () => [...document.querySelectorAll("#form input, #form textarea, #form select")].some((one) =>
  one.type === "hidden" ? false
    : one.type === "checkbox" || one.type === "radio" ? one.checked !== one.defaultChecked
      : one.tagName === "SELECT" ? one.selectedIndex !== [...one.options].findIndex((option) => option.defaultSelected) && one.value !== ""
        : one.value !== one.defaultValue);

/** ms after which a page that was to be left is taken for one that stays. */
const LEFT = 10_000;

/** Whether another page is on its way, which loading this one again would keep from coming. */
let leaving = false;

/** Shows what came of it: the page again, unless somebody is filling it in. */
function again(here) {
  if (leaving) return;
  const address = `${location.pathname}#${here}`;
  if (!filledIn()) { location.hash = here; location.reload(); return; }
  warn(text("runs.ended"), el("a", { href: address, text: text("runs.see"), onclick: (event) => { event.preventDefault(); location.hash = here; location.reload(); } }));
}

function heard(run) {
  warn("");
  if (!run) return;
  if (kinds.includes(run.kind) && run.number === number && run.going) { show(run); return; }
  const changed = run.number !== number || going;
  if (going !== run.going || (changed && kinds.includes(run.kind))) { going = run.going; again("run"); }
}

// What is written and not sent yet.

const form = byId("form");
const draft = form.dataset.draft ? `veus:run:${form.dataset.draft}` : null;
/** A draft holds nothing that lets somebody in: neither the page's token, nor a password in an address. */
const written = (of = form) => pairsOf(of).filter(([name, value]) => name !== "token" && !(name === "address" && value.includes("@")));
/** The form as the server sent it: somebody may have typed before this script runs. */
const blank = form.cloneNode(true);
blank.reset();
const asShown = JSON.stringify(written(blank));
const untouched = (name) => {
  const [now, then] = [form, blank].map((of) => JSON.stringify(pairsOf(of).filter(([other]) => other === name)));
  return now === then;
};
const keep = () => { if (draft) keepDraft(draft, JSON.stringify(written()) === asShown ? null : written()); };

function recall() {
  const started = location.hash === "#run" && sessionStorage.getItem(SENT) === draft;
  sessionStorage.removeItem(SENT);
  if (started) { keepDraft(draft, null); return; }
  const given = draftOf(draft);
  if (!given) return;
  const names = new Set([...form.elements].filter(({ type }) => type !== "hidden" && type !== "submit").map(({ name }) => name));
  for (const name of names) if (name && untouched(name)) fill(form, name, given.get(name) ?? []);
  if (JSON.stringify(written()) !== asShown) form.before(el("p", { class: "notice", role: "status", text: text("runs.recalled") }));
}

/** Whether the server is asked whether it is there. */
let asking = false;

/** Nobody leaves the page for a server that is gone. A page that stays open while its browser is let in anew is given the
 * token of the new session. */
async function send(event) {
  event.preventDefault();
  if (leaving || asking) return; // a second press
  asking = true;
  const [sent, { submitter }] = [event.target, event];
  keep();
  try {
    const { token } = await ask("/-/run");
    for (const field of document.querySelectorAll("[name=token]")) field.value = token;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    warn(...trouble(problem, text("runs.kept")));
    return;
  } finally { asking = false; }
  if (draft ?? form.dataset.of) sessionStorage.setItem(SENT, draft ?? `veus:run:${form.dataset.of}`);
  const button = el("input", { type: "hidden", name: "do", value: submitter?.value ?? sent.querySelector("[name=do]").value });
  sent.append(button);
  leaving = true;
  sent.submit();
  button.remove();
}

const keeping = after(KEEP, keep);

function keepWhatIsWritten() {
  try { if (draft) recall(); } catch { keepDraft(draft, null); }
  keep();
  form.addEventListener("input", keeping);
  addEventListener("pagehide", () => keeping.now());
  addEventListener("beforeunload", () => { leaving = true; setTimeout(() => { leaving = false; }, LEFT); });
  addEventListener("pageshow", () => { leaving = false; });
  addEventListener("visibilitychange", () => keeping.now());
  for (const one of document.forms) one.addEventListener("submit", send);
}

async function watch() {
  if (!live() && !document.hidden) {
    try { heard((await ask("/-/run")).data); } catch { warn(text("runs.offline")); }
  }
  setTimeout(watch, ASK);
}

keepWhatIsWritten();
if (location.hash === "#run") beginAt(byId("sure") ?? shown);
listen({}, { run: ({ data }) => heard(data) });
setTimeout(watch, ASK);
document.documentElement.dataset.ready = "";
