// Footage sent to the server in chunks, each with its place and its SHA-256. What has arrived stays there: after a lost
// connection, a dead server or a reload it goes on from where it was, with the same file.

import { ask, Problem, send, tell } from "./api.js";
import { byId, put, say, text, trouble } from "./page.js";

const CHUNK = 8 * 1024 * 1024;
/** ms between two tries while no server answers. */
const AGAIN = 2000;

const field = byId("f-upload");
const line = byId("upload-state");
const bar = byId("upload-bar");

const sleep = (ms) => new Promise((done) => { setTimeout(done, ms); });

async function digest(chunk) {
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", await chunk.arrayBuffer()));
  return [...found].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function show(sentence, received = 0, size = 0) {
  bar.hidden = !size;
  if (size) { bar.max = size; bar.value = received; }
  put(line, sentence);
}

const percent = (received, size) => Math.floor((100 * received) / size);

/** What the server has of an upload; null where it has none of it. Asked again until it answers. */
async function known(id) {
  for (;;) {
    try { return await ask(`/-/uploads/${id}`); } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (!problem.gone) return null;
      show(text("upload.waiting"));
      await sleep(AGAIN);
    }
  }
}

/** The upload that the page remembers, where it is of this very file as far as it went. */
async function begun(file) {
  const found = field.value ? await known(field.value) : null;
  if (!found || found.name !== file.name || found.size !== file.size) return null;
  if (!found.last) return found;
  const { at, length, sha256 } = found.last;
  return await digest(file.slice(at, at + length)) === sha256 ? found : null;
}

let turn = 0;

/** Sends a file; remembered: is called once the server knows of it, and when all of it is there. */
async function sendAll(file, remembered) {
  const mine = (turn += 1);
  let upload = await begun(file);
  if (!upload) {
    upload = await tell("POST", "/-/uploads", { name: file.name, size: file.size });
    field.value = upload.id;
    remembered();
  }
  let at = upload.received;
  let told = -1;
  while (at < file.size) {
    if (mine !== turn) return;
    show(text("upload.sending", { name: file.name, percent: percent(at, file.size) }), at, file.size);
    if (percent(at, file.size) >= told + 25) { told = percent(at, file.size); say(line.textContent); }
    const chunk = file.slice(at, at + CHUNK);
    const headers = { "x-veus-sha256": await digest(chunk) };
    try {
      at = (await send("PUT", `/-/uploads/${upload.id}?at=${at}`, chunk, headers)).received;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (!problem.gone && problem.kind !== "elsewhere" && problem.kind !== "damaged") throw problem;
      if (problem.gone) { show(text("upload.waiting"), at, file.size); await sleep(AGAIN); }
      const now = await known(upload.id);
      if (!now) throw new Problem(404, { error: text("upload.gone") });
      at = now.received;
    }
  }
  show(text("upload.checking"), at, file.size);
  await tell("POST", `/-/uploads/${upload.id}/finish`, {});
  if (mine !== turn) return;
  show(text("upload.here", { name: file.name }));
  say(line.textContent);
  remembered();
}

async function take(file, remembered) {
  try { await sendAll(file, remembered); } catch (problem) {
    const sentence = problem instanceof Problem ? trouble(problem, text("upload.waiting")) : [text("upload.unreadable")];
    show("");
    line.replaceChildren(...sentence);
    say(line.textContent);
  }
}

/** What there is of an upload that the page remembers from before. */
async function recall() {
  const found = field.value ? await known(field.value) : null;
  if (!found) { field.value = ""; return; }
  const { name, received, size } = found;
  show(received === size ? text("upload.here", { name }) : text("upload.go_on", { name, percent: percent(received, size) }));
}

/** Starts it; remembered: see above. */
export function startUpload(remembered) {
  const zone = byId("drop-zone");
  zone.hidden = false;
  byId("footage").addEventListener("change", (event) => { if (event.target.files[0]) take(event.target.files[0], remembered); });
  for (const name of ["dragover", "dragleave", "drop"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.toggle("over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files[0]) take(event.dataTransfer.files[0], remembered);
    });
  }
  recall();
}
