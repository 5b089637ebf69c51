// Where a person is asked something: a comment, an approval.

import { anew } from "./anew.js";
import { ask, tell } from "./api.js";
import { asking, named, startConflict, startHistory } from "./versions.js";
import { short } from "./measure.js";
import { desk, emit, on } from "./model.js";
import { buildLink, byId, el, nameOf, once, put, say, text, trouble } from "./page.js";
import { goToRisk } from "./actions.js";
import { tellHeard } from "./hearing.js";
import { refresh, review } from "./panels.js";
import { saveAll, who } from "./sync.js";

function startComment() {
  let about = null;
  const dialog = asking("comment", async () => {
    named(byId("comment-by").value.trim());
    const { start, end, text: words } = about;
    const comment = byId("comment-text").value.trim();
    try {
      await tell("POST", "comments", { by: who(), lang: desk.lang, start, end, text: words, comment });
    } catch (error) {
      byId("comment-wrong").replaceChildren(...trouble(error));
      return false;
    }
    say(text("done.commented"));
    emit("review");
    return true;
  });
  on("comment", () => {
    about = desk.cue;
    if (!about) return;
    byId("comment-by").value = who();
    byId("comment-text").value = "";
    put(byId("comment-wrong"), "");
    byId("comment-about").replaceChildren(`${short(about.start)} – `, el("span", { lang: desk.track.language, dir: "auto", text: about.text.replaceAll("\n", " ") }));
    dialog.showModal();
    byId("comment-text").focus();
  });
}

/** A word that must be settled: a button leads there. */
function doubtEntry({ doubt }, k, { length }) {
  const is = (one) => one.kind === doubt.kind && one.start === doubt.start && one.end === doubt.end;
  const go = () => { byId("approval").close(); goToRisk(desk.track.risks.findIndex(is)); };
  return el("li", { "data-key": `doubt ${doubt.start}` }, text("approval.doubt", { time: short(doubt.start), text: doubt.text }), " ",
    el("button", { type: "button", class: "quiet", onclick: go }, text("approval.listen"), el("span", { class: "sr", text: ` – ${text("nth", { number: k + 1, count: length })}` })));
}

/** What only a build takes away. */
const BUILDS = ["not-built", "footage-changed", "source-changed"];

function obstacleEntry(one, k, all) {
  const { length } = all;
  if (one.code === "doubt") return doubtEntry(one, k, all);
  if (BUILDS.includes(one.code)) return el("li", {}, text(`approval.${one.code}`), " ", buildLink());
  if (one.code !== "error" || !one.finding) return el("li", {}, text(`approval.${one.code}`));
  const { finding } = one;
  const field = el("input", { type: "text", maxlength: 1000, "aria-label": `${text("approval.accept")} (${finding.title}) – ${text("nth", { number: k + 1, count: length })}`, "aria-describedby": "approval-wrong" });
  const accept = once(async () => {
    if (!field.value.trim()) { field.focus(); put(byId("approval-wrong"), text("reason_first")); return; }
    named(byId("approval-by").value.trim());
    if (!who()) { byId("approval-by").focus(); put(byId("approval-wrong"), text("name_first")); return; }
    put(byId("approval-wrong"), "");
    const waiver = { by: who(), rule: finding.rule, text: finding.text, reason: field.value.trim() };
    await tell("POST", `tracks/${desk.lang}/waivers`, waiver).then(() => emit("waived", { track: desk.track }), wrong);
    await asked();
  });
  return el("li", { "data-key": `${finding.rule} ${finding.text}` }, `${finding.cue ? `${finding.cue} · ` : ""}${short(finding.start)} – ${finding.title}: ${finding.message}`,
    el("div", { class: "accept" }, el("span", { text: text("approval.accept") }), field,
      el("button", { type: "button", onclick: accept }, text("approval.accept_go"), el("span", { class: "sr", text: ` – ${text("nth", { number: k + 1, count: length })}` }))));
}

const wrong = (error) => byId("approval-wrong").replaceChildren(...trouble(error));

/** What nobody has heard, in words. */
const unheardWords = ({ doubts, captions, of, played }) => [
  doubts ? text("approval.doubts", { count: doubts }) : null,
  captions ? text("approval.captions", { count: captions, of }) : null,
  played < 1 ? text("approval.played", { percent: Math.floor(played * 100) }) : null,
].filter(Boolean);

/** Shows what nobody has heard, and asks whether it is approved in spite of that. null: all was heard, or nobody knows. */
function showUnheard(unheard) {
  byId("approval-unheard").hidden = !unheard;
  byId("approval-although").required = Boolean(unheard);
  byId("approval-figures").replaceChildren(...(unheard ? unheardWords(unheard).map((said) => el("li", { text: said })) : []));
}

/** obstacles, unheard: as the server has just told them, or nothing where it could not; they are nowhere kept, for they
 * change. */
function showApproval({ obstacles, unheard } = {}) {
  showUnheard(unheard ?? null);
  const track = review.tracks[desk.lang] ?? { status: null, why: "", approval: null };
  put(byId("approval-title"), text("approval.title", { language: nameOf(desk.lang) }));
  const done = track.approval;
  const state = track.why ? track.why : track.status ?? "none";
  put(byId("approval-state"), text(`approval.${state}`, done ? { name: done.by, when: new Date(done.when).toLocaleString(document.documentElement.lang) } : {}));
  anew(byId("approval-obstacles"), !obstacles ? [] : obstacles.length
    ? [el("p", { text: text("approval.stands") }), el("ul", {}, ...obstacles.map(obstacleEntry))]
    : unheard ? [] : [el("p", { class: "good", text: text("approval.clear") })], () => Object.assign(byId("approval-title"), { tabIndex: -1 }));
}

/** Asks what stands in the way now, and shows it. */
async function asked() {
  await refresh();
  const answer = await ask(`tracks/${desk.lang}/approval`).catch(wrong);
  showApproval(answer);
}

function startApproval() {
  const dialog = asking("approval", async () => {
    put(byId("approval-wrong"), "");
    named(byId("approval-by").value.trim());
    if (!(await saveAll())) { put(byId("approval-wrong"), text("approval.unsaved")); return false; }
    try {
      await tell("POST", `tracks/${desk.lang}/approval`, {
        by: who(), role: byId("approval-role").value.trim(), same_person: byId("approval-same").value.trim(), seen_sha256: desk.track.seen.sha256,
        unheard: byId("approval-although").checked,
      });
    } catch (error) {
      wrong(error);
      if (error.data?.obstacles) {
        byId("approval-same-field").hidden = !error.data.obstacles.some((one) => one.code === "same-person");
        showApproval(error.data);
      }
      return false;
    }
    say(text("approval.done"));
    await refresh();
    return true;
  });
  byId("show-approval").addEventListener("click", async () => {
    put(byId("approval-obstacles"), text("loading"));
    put(byId("approval-wrong"), "");
    await saveAll();
    await tellHeard();
    await asked();
    byId("approval-by").value = who();
    byId("approval-although").checked = false;
    byId("approval-same").value = "";
    byId("approval-same-field").hidden = true;
    dialog.showModal();
  });
}

export function startDialogs() {
  startComment();
  startApproval();
  startConflict();
  startHistory();
  for (const button of document.querySelectorAll("dialog [data-close]")) button.addEventListener("click", () => button.closest("dialog").close());
}
