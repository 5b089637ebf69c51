// The review page, put together: the story's data in, every part started once.

import { startChecks } from "./checks.js";
import { startCover } from "./cover.js";
import { startDialogs } from "./dialogs.js";
import { startDock } from "./dock.js";
import { startFind } from "./find.js";
import { startGlossary } from "./glossary.js";
import { startHeard } from "./heard.js";
import { startHearing } from "./hearing.js";
import { startKeys } from "./keys.js";
import { startList } from "./list.js";
import { Track, desk, emit, on } from "./model.js";
import { byId, el, nameOf, story } from "./page.js";
import { startPanels } from "./panels.js";
import { startStage } from "./stage.js";
import { startSync } from "./sync.js";
import { startWave } from "./wave.js";

const LAST = `veus:${story.slug}:language`;

const described = ([, info]) => Number(info.kind === "descriptions");
for (const [lang, info] of Object.entries(story.languages).sort((one, other) => described(one) - described(other))) {
  desk.tracks[lang] = new Track(story.tracks[lang], info);
}

const spoken = Object.values(desk.tracks).find((track) => track.info.kind === "captions") ?? Object.values(desk.tracks)[0];
desk.lang = sessionStorage.getItem(LAST) in desk.tracks ? sessionStorage.getItem(LAST) : spoken.lang;

function languages() {
  const radios = Object.keys(desk.tracks).map((lang) => el("label", {},
    el("input", { type: "radio", name: "track", value: lang, onchange: () => desk.turn(lang) }), el("span", { text: nameOf(lang) })));
  byId("tracks").append(...radios);
  on("track", () => {
    sessionStorage.setItem(LAST, desk.lang);
    for (const radio of document.querySelectorAll("[name=track]")) radio.checked = radio.value === desk.lang;
  });
}

byId("desk").hidden = false;
if (matchMedia("(max-width: 56rem)").matches) byId("risks-panel").open = false;
languages();
startCover();
startList();
startStage();
startDock();
startSync();
startPanels();
desk.uid = desk.track.cues[0]?.uid ?? null;
emit("track");
emit("current", { uid: desk.uid, was: null });
startChecks();
startKeys();
startDialogs();
startWave();
startHeard();
startHearing();
startFind();
startGlossary();
// For whoever measures: the list stands, and the browser has drawn it.
requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("veus:drawn")));
