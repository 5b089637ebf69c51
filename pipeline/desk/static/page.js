// What every part of the page shares: its data, its texts, and small helpers for the document.

const data = JSON.parse(document.getElementById("data").textContent);

/** page: language of the page. story: what does not change while people review. names: of languages, by page language.
 * rules: about texts, as the server has them (desk/page_rules.py). */
export const { page, story, names, rules } = data;

/** Goes to what the page is about, unless somebody is somewhere already: they need not wait for the script. */
export function beginAt(node) {
  if (document.activeElement === document.body) node?.focus();
}

export const byId = (id) => document.getElementById(id);

const plurals = new Intl.PluralRules(page);

/** The text under a dotted key, {…} filled with `values`; of a text that says how many, the form for that number. */
export function text(key, values = {}) {
  const found = key.split(".").reduce((inside, part) => inside?.[part], data.texts);
  if (found === undefined) throw new Error(`no text "${key}"`);
  // Catalan and English have two forms: one, and all others.
  const form = found.forms ? found.forms[plurals.select(values[found.counted]) === "one" ? 0 : 1] : found;
  return form.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** The name of a language as the page writes it. */
export const nameOf = (lang) => names[lang][page];

/** An element: `attrs` are attributes (`on…`: listeners; `text`: its text), children nodes or strings. */
export function el(tag, attrs = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attrs)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "text") made.textContent = value;
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** Leads to where stories are built. */
export const buildLink = () => el("a", { href: `/${page}/-/build`, text: text("build") });

/** Sets an attribute or text only where it differs: what stands still is not read out again. */
export function put(node, value) {
  if (node.textContent !== value) node.textContent = value;
}

let speaking;

/** Says something to screen readers, once it has been quiet for a moment. */
export function say(sentence) {
  clearTimeout(speaking);
  const line = byId("say");
  line.textContent = "";
  speaking = setTimeout(() => { line.textContent = sentence; }, 120);
}

/** What went wrong, for people: a sentence in the page's language, and what exactly happened. gone: what is said where no server answers. Strings and nodes. */
export const trouble = ({ message, detail }, gone = text("banner.offline")) => inFull(message || gone, detail);

/** A sentence, and what the program says exactly, where it does: marked where that is not in the language of the page
 * (a system's own words). Strings and nodes. */
export const inFull = (sentence, detail) => [sentence, ...(detail ? [" ", el("span", { lang: detail.lang !== page && detail.lang, text: detail.text })] : [])];

/** Shows a warning over the page, with `more` beside it; none for "". */
export function warn(sentence, ...more) {
  const banner = byId("banner");
  banner.hidden = !sentence;
  if (more.length) banner.replaceChildren(sentence, " ", ...more);
  else put(banner, sentence);
}

/** `work` of a button, begun once: a second press does nothing while it goes on, nor where it gave true. */
export function once(work) {
  let begun = false;
  return async () => {
    if (begun) return;
    begun = true;
    let done = false;
    try { done = await work() === true; } finally { begun = done; }
  };
}

/** Runs `work` when nothing has asked for it for `ms`; `.now()` runs it at once if it waits. */
export function after(ms, work) {
  let waiting = null;
  const run = () => { waiting = null; work(); };
  const ask = () => { clearTimeout(waiting); waiting = setTimeout(run, ms); };
  ask.now = () => { if (waiting !== null) { clearTimeout(waiting); run(); } };
  ask.waits = () => waiting !== null;
  return ask;
}
