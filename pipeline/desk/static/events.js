// What the server tells as it happens (desk/events.py). A page that is out of sight lets go of its line: a browser has few
// for a server. Whoever listens goes on asking while there is none.

/** ms without a sign of life after which the line is taken for cut: the server gives one every 10 s. */
const SILENCE = 25_000;

let source = null;
let heard = 0;
let address = "";
const listeners = new Map();

function open() {
  if (source && source.readyState !== EventSource.CLOSED) return;
  source = new EventSource(address);
  const alive = () => { heard = Date.now(); };
  source.addEventListener("beat", alive);
  for (const [kind, listen] of listeners) {
    source.addEventListener(kind, (event) => { alive(); listen(JSON.parse(event.data)); });
  }
}

function close() {
  source?.close();
  source = null;
}

/** Whether the server would tell of a change now. */
export const live = () => source?.readyState === EventSource.OPEN && Date.now() - heard < SILENCE;

/** Listens: `kinds` are functions by kind of event. about: what is looked at: the files of a `story`, the file of a
 * `form` ("-": that of the series), or nothing. */
export function listen(about, kinds) {
  address = `/api/-/events?${new URLSearchParams(about)}`;
  for (const [kind, one] of Object.entries(kinds)) listeners.set(kind, one);
  const look = () => (document.hidden ? close() : open());
  document.addEventListener("visibilitychange", look);
  addEventListener("pagehide", close);
  addEventListener("pageshow", look);
  setInterval(() => {
    if (document.hidden || live()) return;
    if (source?.readyState === EventSource.OPEN) close();  // open, and silent for too long
    open();
  }, 5000);
  look();
}
