// A sign language beside or over the film: in step with it, moved and enlarged by pointer and keyboard. Comes once somebody
// wants it (player.js).
"use strict";

(() => {
  const STORE = "veus.sign";
  const video = document.getElementById("video");
  const buttons = [...document.querySelectorAll("[data-sign]")];
  const { currentScript: script } = document;
  if (!video || !script) return;

  const words = script.parentElement.querySelector("[data-for=sign]").dataset;
  const style = script.previousElementSibling;
  const stage = script.parentElement;
  const sign = make("video", { playsinline: "", preload: "auto", disablepictureinpicture: "", "aria-label": words.name });
  sign.muted = true;
  const moves = make("button", { id: "sign-move", "aria-label": words.move }, "✥");
  const enlarges = make("button", { id: "sign-size", "aria-label": words.larger }, "+");
  const sets = make("button", { id: "sign-beside", "aria-label": words.beside }, "◫");
  const box = make("div", { class: "sign", id: "sign", role: "group", "aria-label": words.name, hidden: "" }, sign,
    make("p", {}, moves, enlarges, sets));
  stage.append(box);

  function make(tag, attributes, ...inside) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  }

  const SIZES = [0.34, 0.5, 0.7]; // of the height of the picture
  const place = { on: "off", x: 1, y: 0, size: 0, beside: false }; // x, y: shares of the room that is left
  const within = (value, most) => Math.max(0, Math.min(most, value));

  // Where it is

  function recall() {
    try {
      const kept = JSON.parse(localStorage.getItem(STORE)) ?? {};
      for (const name of Object.keys(place)) if (typeof kept[name] === typeof place[name]) place[name] = kept[name];
    } catch { /* nothing is remembered */ }
  }

  function put(changed = {}) {
    Object.assign(place, changed);
    place.x = within(place.x, 1);
    place.y = within(place.y, 1);
    place.size = within(Math.round(place.size), SIZES.length - 1);
    const on = buttons.find((one) => one.dataset.sign === place.on);
    for (const one of buttons) one.setAttribute("aria-pressed", one === on);
    box.hidden = !on || !style.sheet;
    stage.classList.toggle("beside", Boolean(on && place.beside));
    for (const [name, value] of [["--x", place.x], ["--y", place.y], ["--size", SIZES[place.size]]]) {
      box.style.setProperty(name, value);
    }
    sets.setAttribute("aria-pressed", place.beside);
    if (on && sign.getAttribute("src") !== on.dataset.src) sign.src = on.dataset.src;
    follow();
  }

  function change(changed) {
    put(changed);
    try {
      localStorage.setItem(STORE, JSON.stringify(place));
    } catch { /* see above */ }
  }

  const CORNERS = [[1, 0], [1, 1], [0, 1], [0, 0]];

  function nextCorner() {
    const now = CORNERS.findIndex(([x, y]) => x === Math.round(place.x) && y === Math.round(place.y));
    const [x, y] = CORNERS[(now + 1) % 4];
    change({ x, y });
  }

  const larger = () => change({ size: (place.size + 1) % SIZES.length });

  function press(event) {
    const [x, y] = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, -0.1], ArrowDown: [0, 0.1] }[event.key] ?? [0, 0];
    const size = { "+": 1, "-": -1 }[event.key] ?? 0;
    if (!(x || y || size) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    change({ x: place.x + x, y: place.y + y, size: place.size + size });
  }

  function drag(event) {
    if (!sign.hasPointerCapture(event.pointerId)) return;
    const [own, all] = [box, stage].map((one) => one.getBoundingClientRect());
    const share = (at, start, length, size) => within((at - start - size / 2) / Math.max(1, length - size), 1);
    put({ x: share(event.clientX, all.left, all.width, own.width), y: share(event.clientY, all.top, all.height, own.height) });
  }

  // In step. After a jump, or where data are waited for, both are held (at speed 0) until both have a picture to go on with,
  // and start together. Small distances are then made good by speed, which nobody sees, large ones by another jump. What is
  // out of step all the same is not shown.

  const FAR = 0.08; // s between two pictures that belong together
  const PATIENCE = 3000; // ms that the film waits for its interpretation
  const SOONEST = 0.15; // s in which a distance is made good

  let speed = 1; // of the film, while it is not held
  let waiting = 0; // ms: since when the film waits
  let from = 0; // s: where the film stood last
  let frame = 0; // the next look at whether it moves
  let looked = 0; // ms: when distances were measured last,
  let pause = 0; // s: and how long before that

  const ready = (one) => !one.seeking && (one.readyState > 2 || one.ended);

  // Whether the film waits for it: not for ever, for without it there is still the film.
  function awaited(moving) {
    const lacking = moving && !ready(sign);
    if (lacking && !waiting) setTimeout(follow, PATIENCE + 10);
    waiting = lacking ? waiting || performance.now() : 0;
    return lacking && performance.now() - waiting < PATIENCE;
  }

  function run(one, rate) {
    if (Math.abs(one.playbackRate - rate) > 0.02) one.playbackRate = rate;
  }

  // The speed (of the interpretation) that makes a distance (s) good.
  function inStep(apart) {
    const rate = Math.abs(apart) < 0.01 ? speed : within(speed - apart / Math.max(SOONEST, 2 * pause), 8);
    return rate < 0.1 ? 0 : rate; // browsers refuse what lies between
  }

  function follow() {
    if (video.playbackRate) speed = video.playbackRate; // nobody else holds it
    const shown = !box.hidden && sign.readyState > 0;
    const moving = shown && !video.paused && !video.ended;
    const held = awaited(moving) || (moving && !ready(video));
    if (held || !moving) from = video.currentTime;
    const begins = moving && !held && video.currentTime === from; // its sound takes a moment to start, and it with it
    cancelAnimationFrame(frame);
    if (begins) frame = requestAnimationFrame(follow);
    const apart = sign.currentTime - within(video.currentTime, sign.duration || 0);
    if (shown && !sign.seeking && Math.abs(apart) > (moving && !held ? 0.3 : 0.02)) sign.currentTime = video.currentTime;
    if (!moving) sign.pause();
    else if (sign.paused && !sign.ended) sign.play().catch(() => {});
    run(video, held ? 0 : speed);
    run(sign, held || begins ? 0 : inStep(apart));
    sign.classList.toggle("out", held || sign.seeking || Math.abs(apart) > FAR);
  }

  function look() {
    const now = performance.now();
    pause = Math.min(0.5, (now - looked) / 1000);
    looked = now;
    follow();
    if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(look);
    else video.addEventListener("timeupdate", look, { once: true });
  }

  // A jump of this page's own is followed with the very call: `seeking` is told when the machine comes to it, which may be
  // when the film shows its new picture already.
  const position = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "currentTime");
  Object.defineProperty(video, "currentTime", {
    ...position,
    set(seconds) {
      position.set.call(video, seconds);
      follow();
    },
  });

  for (const event of ["play", "playing", "pause", "seeking", "seeked", "ratechange", "waiting", "canplay", "ended"]) {
    video.addEventListener(event, follow);
  }
  for (const event of ["loadedmetadata", "seeked", "waiting", "canplay", "playing"]) sign.addEventListener(event, follow);
  sign.addEventListener("error", () => sign.getAttribute("src") && put({ on: "off" }));
  style.addEventListener("load", () => put());
  sign.addEventListener("pointerdown", (event) => !place.beside && sign.setPointerCapture(event.pointerId));
  sign.addEventListener("pointermove", drag);
  sign.addEventListener("pointerup", () => change({}));
  box.addEventListener("keydown", press);
  // What a pointer brings up over the picture, Esc takes away (1.4.13).
  document.addEventListener("keydown", ({ key }) => { if (key === "Escape") box.classList.add("cleared"); });
  box.addEventListener("pointerenter", () => box.classList.remove("cleared"));
  moves.addEventListener("click", nextCorner);
  enlarges.addEventListener("click", larger);
  sets.addEventListener("click", () => change({ beside: !place.beside }));
  for (const one of [moves, enlarges, sets]) one.title = one.getAttribute("aria-label");
  for (const one of buttons) {
    one.addEventListener("click", () => change({ on: place.on === one.dataset.sign ? "off" : one.dataset.sign }));
  }
  recall();
  put();
  look();
})();
