// A sign language beside or over the film: in step with it, moved and enlarged by pointer and keyboard.
"use strict";

(() => {
  const STORE = "veus.sign";
  const video = document.getElementById("video");
  const box = document.getElementById("sign");
  const buttons = [...document.querySelectorAll("[data-sign]")];
  if (!video || !box) return;

  const sign = box.querySelector("video");
  const stage = box.parentElement;
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
    box.hidden = !on;
    stage.classList.toggle("beside", Boolean(on && place.beside));
    for (const [name, value] of [["--x", place.x], ["--y", place.y], ["--size", SIZES[place.size]]]) {
      box.style.setProperty(name, value);
    }
    document.getElementById("sign-beside").setAttribute("aria-pressed", place.beside);
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

  // In step. Small distances are made good by speed, which nobody sees; large ones by a jump – to where the film will be
  // when the jump is done.

  let began = 0;
  let late = 0; // s that a jump takes

  function jump(ahead) {
    if (sign.seeking || sign.readyState < 1) return;
    began = performance.now();
    sign.currentTime = within(video.currentTime + ahead, sign.duration || 0);
  }

  function landed() {
    late = Math.min(0.5, (performance.now() - began) / 1000);
    follow();
  }

  function follow() {
    if (box.hidden) {
      sign.pause();
      return;
    }
    const apart = sign.currentTime - video.currentTime;
    if (video.paused || video.ended || video.seeking || video.readyState < 3) {
      sign.pause();
      if (Math.abs(apart) > 0.02) jump(0);
      return;
    }
    if (sign.paused && !sign.ended) sign.play().catch(() => {});
    if (Math.abs(apart) > 0.3) jump(late * video.playbackRate);
    const rate = video.playbackRate * (Math.abs(apart) < 0.01 ? 1 : 1 - Math.max(-0.5, Math.min(0.5, 5 * apart)));
    if (Math.abs(sign.playbackRate - rate) > 0.02) sign.playbackRate = rate;
  }

  function everyFrame() {
    follow();
    video.requestVideoFrameCallback?.(everyFrame);
  }

  for (const event of ["play", "playing", "pause", "seeking", "seeked", "ratechange", "waiting", "timeupdate"]) {
    video.addEventListener(event, follow);
  }
  sign.addEventListener("loadedmetadata", follow);
  sign.addEventListener("seeked", landed);
  sign.addEventListener("error", () => sign.getAttribute("src") && put({ on: "off" }));
  sign.addEventListener("pointerdown", (event) => !place.beside && sign.setPointerCapture(event.pointerId));
  sign.addEventListener("pointermove", drag);
  sign.addEventListener("pointerup", () => change({}));
  box.addEventListener("keydown", press);
  document.getElementById("sign-move").addEventListener("click", nextCorner);
  document.getElementById("sign-size").addEventListener("click", larger);
  document.getElementById("sign-beside").addEventListener("click", () => change({ beside: !place.beside }));
  for (const one of buttons) {
    one.addEventListener("click", () => change({ on: place.on === one.dataset.sign ? "off" : one.dataset.sign }));
  }
  recall();
  put();
  everyFrame();
})();
