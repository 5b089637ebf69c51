// What is doubtful about a place, in words: for the list of such places, and for whoever hears that the cursor is at one.

import { decimal } from "./measure.js";
import { text } from "./page.js";

/** Why the recogniser's text was kept out, by the evidence against it (speech/hallucinations.py). */
const WHY = {
  "no-speech": "risk.no_speech", music: "risk.over_music", "stock-phrase": "risk.stock_phrase", loop: "risk.loop", "too-fast": "risk.too_fast",
};

export function riskWords(risk) {
  if (risk.kind === "unheard") return text("risk.unheard", { seconds: decimal((risk.end - risk.start) / 1000) });
  if (risk.kind === "compare") return text("risk.compare", { text: risk.text });
  if (risk.kind === "sound") {
    const names = { music: "risk.music", singing: "risk.singing", sound: "risk.sound_kind" };
    return text("risk.sound", { text: text(names[risk.text] ?? "risk.sound_kind") });
  }
  if (risk.kind === "doubt") return text(WHY[risk.why] ?? "risk.doubt", { text: risk.text });
  return text(risk.non_word ? "risk.non_word" : "risk.words", { text: risk.text });
}

/** How sure the recogniser was, or "" where it does not say. */
export const sureness = ({ probability }) => (probability === null ? "" : text("risk.probability", { percent: Math.round(probability * 100) }));
