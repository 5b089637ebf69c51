// Footage sent to the server in chunks, each with its place and its SHA-256. What has arrived stays there: after a lost
// connection, a dead server or a reload it goes on from where it was, with the same file.

import { ask, Problem, send, tell } from "./api.js";
import { byId, put, say, text, trouble } from "./page.js";

const CHUNK = 8 * 1024 * 1024;
/** ms between two tries while no server answers. */
const AGAIN = 2000;
/** ms that the server may take to look at hours of film. */
const LOOKING = 3_600_000;

const field = byId("upload-id");
const choice = byId("f-upload");
const line = byId("upload-state");
const bar = byId("upload-bar");
const drop = byId("upload-drop");

const sleep = (ms) => new Promise((done) => { setTimeout(done, ms); });

async function digest(chunk) {
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", await chunk.arrayBuffer()));
  return [...found].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function show(sentence, received = 0, size = 0) {
  bar.hidden = !size;
  if (size) { bar.max = size; bar.value = received; }
  drop.hidden = !field.value;
  put(line, sentence);
}

const percent = (received, size) => Math.floor((100 * received) / size);

/** Each choice of a file has its turn; what an earlier one still does is given up. */
let turn = 0;
class GivenUp extends Error {}
const current = (mine) => { if (mine !== turn) throw new GivenUp(); };

/** Is called once the server knows of a file, when all of it is there, and when it is taken away. */
let remembered = () => {};

function remember(id) {
  field.value = id;
  remembered();
}

/** What the server has of an upload; null where it has none of it. Asked again until it answers. */
async function known(id, mine) {
  for (;;) {
    current(mine);
    try { return await ask(`/-/uploads/${id}`); } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (problem.kind === "gone" && !problem.gone) return null;
      if (!problem.gone) throw problem;
      show(text("upload.waiting"));
      await sleep(AGAIN);
    }
  }
}

/** Takes an upload off the server that nobody wants any more. Where it does not answer, it does so itself in a week. */
async function forget(id) {
  if (id) await send("DELETE", `/-/uploads/${id}`, "").catch(() => {});
}

/** The upload that the page remembers, where it is of this very file as far as it went; else null, and it is gone. */
async function begun(file, mine) {
  const found = field.value ? await known(field.value, mine) : null;
  if (found && found.name === file.name && found.size === file.size) {
    if (!found.last) return found;
    const { at, length, sha256 } = found.last;
    if (await digest(file.slice(at, at + length)) === sha256) return found;
  }
  await forget(found?.id);
  return null;
}

/** Tries until a server answers. */
async function told(path, data, mine, patience) {
  for (;;) {
    current(mine);
    try { return await tell("POST", path, data, patience); } catch (problem) {
      if (!(problem instanceof Problem) || !problem.gone) throw problem;
      show(text(problem.kind === "busy" ? "upload.checking" : "upload.waiting"));
      await sleep(AGAIN);
    }
  }
}

/** Sends the chunk at byte `at`; where the next one begins. */
async function sendChunk(file, id, at, mine) {
  const chunk = file.slice(at, at + CHUNK);
  const headers = { "x-veus-sha256": await digest(chunk) };
  try {
    return (await send("PUT", `/-/uploads/${id}?at=${at}`, chunk, headers)).received;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (!problem.gone && problem.kind !== "elsewhere" && problem.kind !== "damaged") throw problem;
    if (problem.gone) { show(text("upload.waiting"), at, file.size); await sleep(AGAIN); }
    const now = await known(id, mine);
    if (!now) throw new Problem(404, { error: text("upload.gone"), kind: "gone" });
    return now.received;
  }
}

async function sendAll(file, mine) {
  let upload = await begun(file, mine);
  if (!upload) {
    remember("");
    upload = await told("/-/uploads", { name: file.name, size: file.size }, mine);
    current(mine);
    remember(upload.id);
  }
  let at = upload.received;
  let said = -1;
  while (at < file.size) {
    current(mine);
    show(text("upload.sending", { name: file.name, percent: percent(at, file.size) }), at, file.size);
    if (percent(at, file.size) >= said + 25) { said = percent(at, file.size); say(line.textContent); }
    at = await sendChunk(file, upload.id, at, mine);
  }
  show(text("upload.checking"), at, file.size);
  await told(`/-/uploads/${upload.id}/finish`, {}, mine, LOOKING);
  current(mine);
  remembered();
  show(text("upload.here", { name: file.name }));
  say(line.textContent);
}

/** What the server refuses for good: there is nothing to go on with then. */
const LASTING = ["no_film", "kind", "empty_file", "large", "large_for_disk", "no_room", "gone"];

async function take(file) {
  const mine = (turn += 1);
  try { await sendAll(file, mine); } catch (problem) {
    if (problem instanceof GivenUp) return;
    const refused = problem instanceof Problem;
    if (refused && LASTING.includes(problem.kind)) {
      await forget(field.value);
      remember("");
      choice.value = "";
    }
    show("");
    line.replaceChildren(...(refused ? trouble(problem, text("upload.waiting")) : [text("upload.unreadable")]));
    say(line.textContent);
  }
}

async function takeAway() {
  turn += 1;
  const id = field.value;
  remember("");
  choice.value = "";
  show(text("upload.dropped"));
  say(line.textContent);
  choice.focus();
  await forget(id);
}

/** What there is of an upload that the page remembers from before. */
async function recall() {
  const mine = turn;
  const found = await known(field.value, mine);
  current(mine);
  if (!found) { field.value = ""; show(""); return; }
  const { name, received, size } = found;
  show(received === size ? text("upload.here", { name }) : text("upload.go_on", { name, percent: percent(received, size) }));
}

/** Starts it; whenRemembered: see `remembered`. */
export function startUpload(whenRemembered) {
  remembered = whenRemembered;
  const zone = byId("drop-zone");
  zone.hidden = false;
  choice.addEventListener("change", () => { if (choice.files[0]) take(choice.files[0]); });
  drop.addEventListener("click", takeAway);
  for (const name of ["dragover", "dragleave", "drop"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.toggle("over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files[0]) take(event.dataTransfer.files[0]);
    });
  }
  if (field.value) recall().catch((problem) => { if (problem instanceof Problem) line.replaceChildren(...trouble(problem)); });
}
