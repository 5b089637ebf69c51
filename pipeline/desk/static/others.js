// What others change in the file while its page is open here: it is shown at once where nobody has written here, and told
// about. What both have changed stays as it is written here; who saves is asked.

import { ask } from "./api.js";
import { listen } from "./events.js";
import { addRow, changedIn, fillIn, tookIn } from "./form.js";
import { byId, say, story, text } from "./page.js";

/** What the page has been shown of the file, as it sends it. */
const seen = document.querySelector("[name=seen]");

/** Where the values of the file are: the part of the address behind /api/<story>/. */
const address = byId("form").dataset.check.replace("/check", "/values");

const sameValue = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function put(name, value) {
  const list = document.querySelector(`[data-list="${name}"]`);
  if (!list) { fillIn(name, value); return; }
  for (const row of list.querySelectorAll("[data-row]")) row.remove();
  for (const row of value) addRow(name, row);
}

/** What a field, or a list, is called in the page. */
function titleOf(name) {
  const id = `f-${name.replaceAll(".", "-")}`;
  const label = document.querySelector(`label[for="${id}"]`) ?? byId(id)?.closest("label") ?? byId(id)?.querySelector("legend");
  return (label?.textContent ?? name).replace(/\s+/g, " ").trim();
}

function tell(key, names) {
  const said = text(`form.${key}`, { fields: names.map(titleOf).join(", ") });
  byId("others").hidden = false;
  byId("others").textContent = said;
  say(said);
}

async function look() {
  const { values } = await ask(address);
  const known = JSON.parse(seen.value);
  const other = Object.keys(values).filter((name) => !sameValue(values[name], known[name]));
  const [both, theirs] = [other.filter(changedIn), other.filter((name) => !changedIn(name))];
  for (const name of theirs) { put(name, values[name]); known[name] = values[name]; }
  seen.value = JSON.stringify(known);
  if (theirs.length) { tookIn(theirs); tell("others", theirs); }
  if (both.length) tell("both", both);
}

/** Begins to listen. */
export function listenToOthers() {
  if (byId("clashes")) return;  // they are asked about already
  // A file that is broken by now, or a server that is gone, is told of when somebody saves.
  listen({ form: story.slug }, { form: () => look().catch(() => {}) });
}
