// A word of a caption for the glossary of the series.

import { tell } from "./api.js";
import { rowOf } from "./list.js";
import { desk, on } from "./model.js";
import { byId, put, say, text, trouble } from "./page.js";
import { who } from "./sync.js";
import { asking } from "./versions.js";

const WORDS = /[\p{L}\p{N}'’·-]+/gu;

/** What is selected in the current caption, or the word at the cursor. */
function chosen() {
  const area = rowOf(desk.uid)?.area;
  if (!area) return "";
  const { selectionStart: from, selectionEnd: to, value } = area;
  if (to > from) return value.slice(from, to).split(/\s+/).filter(Boolean).join(" ");
  return [...value.matchAll(WORDS)].find((found) => found.index <= from && from <= found.index + found[0].length)?.[0] ?? "";
}

const field = (lang) => byId(`glossary-${lang}`);

export function startGlossary() {
  const dialog = asking("glossary", async () => {
    const term = Object.fromEntries(["ca", "en", "es"].map((lang) => [lang, field(lang).value.trim()]));
    try {
      const { added } = await tell("POST", "/-/glossary", { by: who(), ...term });
      say(text(added ? "done.term" : "done.term_known", { word: term.ca }));
      return true;
    } catch (error) {
      byId("glossary-wrong").replaceChildren(...trouble(error));
      return false;
    }
  });
  on("glossary", () => {
    for (const lang of ["ca", "en", "es"]) field(lang).value = "";
    const own = field(desk.track.language);
    if (own) own.value = chosen();
    put(byId("glossary-wrong"), "");
    dialog.showModal();
    field("ca").focus();
  });
}
