// Asking the server: every request carries the page's own header and language; every answer is data or a Problem.

import { page, story } from "./page.js";

const ROOT = `/api/${encodeURIComponent(story.slug)}`;
/** ms after which a server that says nothing is taken for gone. */
const PATIENCE = 30_000;
const FILE_PATIENCE = 600_000;

/** What the server refused, or that it is not there (`gone`). data: of the answer. */
export class Problem extends Error {
  constructor(status, body = {}) {
    super(body.error ?? "");
    this.status = status;
    this.kind = body.kind ?? "gone";
    this.detail = body.detail ?? null;
    this.data = body.data ?? null;
  }

  get gone() {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

async function request(path, options, patience = PATIENCE) {
  const headers = { "x-veus-desk": page, ...options.headers };
  const signal = AbortSignal.timeout(patience);
  const place = path.startsWith("/") ? `/api${path}` : path ? `${ROOT}/${path}` : ROOT;
  const answer = await fetch(place, { ...options, headers, signal, credentials: "same-origin", cache: "no-store" })
    .catch(() => { throw new Problem(0); });
  if (answer.ok) return answer;
  throw new Problem(answer.status, await answer.json().catch(() => ({})));
}

/** What the server knows at `path`, of the story, or of all where it begins with "/": JSON, or bytes. */
export async function ask(path) {
  const answer = await request(path, { method: "GET" });
  const kind = answer.headers.get("content-type") ?? "";
  return kind.startsWith("application/json") ? answer.json() : answer.arrayBuffer();
}

/** Sends a file as it is, with `more` headers; what the server says to it. For as long as it takes. */
export async function send(method, path, file, more = {}) {
  const headers = { "content-type": "application/octet-stream", ...more };
  return (await request(path, { method, headers, body: file }, FILE_PATIENCE)).json();
}

/** Sends `data` to `path`; what the server says to it, which may take it `patience` ms. */
export async function tell(method, path, data, patience = PATIENCE) {
  const options = { method, headers: { "content-type": "application/json" }, body: JSON.stringify(data) };
  const answer = await request(path, options, patience);
  return answer.json();
}
