// Audio description: the film with the voice mixed in, and clips for what fits no pause, for which the film waits.
// Comes once somebody wants it (player.js).
"use strict";

(() => {
  const STORE = "veus.description";
  const player = document.getElementById("player");
  const video = document.getElementById("video");
  const buttons = [...document.querySelectorAll("[data-description]")];
  if (!video || !buttons.length) return;

  const plain = video.querySelector("source").src;
  const clip = new Audio();
  let film = plain; // what was asked for last: `currentSrc` comes to know of it later
  let clips = []; // [ms, address]
  let last = 0; // ms: up to where clips have been played or passed over
  let telling = false;

  // 0 is the film's while it waits for a sign language (sign.js).
  const speed = () => video.playbackRate || video.defaultPlaybackRate;

  // Captions as somebody has chosen them, until the other file is there: browsers may choose anew then. A press may choose
  // meanwhile (player.js has taken it before).
  let modes = null;

  function keepModes() {
    modes = [...video.textTracks].map((track) => track.mode);
  }

  function restoreModes() {
    modes?.forEach((mode, k) => { video.textTracks[k].mode = mode; });
    modes = null;
  }

  // The other file goes on where this one is, as it is: playing, at its speed, with its captions.
  function change(address) {
    const { currentTime, paused, ended } = video;
    const playbackRate = speed();
    if (address === film) return;
    film = address;
    keepModes();
    video.src = address;
    video.playbackRate = playbackRate; // browsers have set it back by now
    video.currentTime = currentTime;
    if (!paused && !ended) video.play().catch(() => {});
  }

  function choose(button) {
    if (telling) goOn();
    clips = [...(button?.dataset.clips ?? "").matchAll(/(\d+) (\S+)/g)].map(([, start, address]) => [Number(start), address]);
    last = video.currentTime * 1000;
    for (const one of buttons) one.setAttribute("aria-pressed", one === button);
    change(button?.dataset.src ? new URL(button.dataset.src, location).href : plain);
  }

  function press({ currentTarget: button }) {
    const on = button.getAttribute("aria-pressed") !== "true";
    choose(on ? button : null);
    memory(on ? button.dataset.description : "");
  }

  // What was chosen, or is chosen now. Where a browser refuses storage, nothing is remembered.
  function memory(chosen) {
    try {
      return chosen === undefined ? localStorage.getItem(STORE) : localStorage.setItem(STORE, chosen);
    } catch {
      return "";
    }
  }

  // Clips

  function watch() {
    if (telling || (video.paused && !video.ended) || video.seeking) return;
    const now = video.currentTime * 1000;
    const due = clips.find(([start]) => last <= start && start < now);
    last = now;
    if (due) tell(due[1]);
  }

  function tell(address) {
    telling = true;
    video.pause();
    clip.src = address;
    asLoud();
    clip.playbackRate = speed();
    clip.play().catch(() => telling && goOn());
    tellState();
  }

  function stop() {
    telling = false;
    clip.pause();
    tellState();
  }

  // A film that ended with what was told would begin again.
  function goOn() {
    stop();
    if (!video.ended) video.play().catch(() => {});
  }

  function asLoud() {
    [clip.volume, clip.muted] = [video.volume, video.muted];
  }

  // Who moves to another place, or plays the film all the same, does not want to hear the rest.
  function moved() {
    last = video.currentTime * 1000;
    if (!telling) return;
    if (clip.paused) stop();
    else goOn();
  }

  function toggle(event) {
    if (!telling) return;
    event.preventDefault();
    if (clip.paused) clip.play().catch(goOn);
    else clip.pause();
  }

  function tellState() {
    player.toggleAttribute("data-telling", telling && !clip.paused);
    player.dispatchEvent(new Event("state"));
  }

  function everyFrame() {
    watch();
    video.requestVideoFrameCallback?.(everyFrame);
  }

  // A described file that is not there leaves the film itself.
  video.addEventListener("error", () => film !== plain && choose(null));
  for (const event of ["timeupdate", "ended"]) video.addEventListener(event, watch);
  video.addEventListener("loadedmetadata", restoreModes);
  for (const event of ["click", "keydown"]) player.addEventListener(event, () => modes && keepModes());
  video.addEventListener("seeking", moved);
  video.addEventListener("volumechange", asLoud);
  video.addEventListener("play", () => telling && stop());
  player.addEventListener("toggle-play", toggle);
  // Safari later plays no sound that nobody's own click has loaded before.
  player.addEventListener("click", (event) => event.isTrusted && !clip.src && clip.load());
  for (const event of ["ended", "error"]) clip.addEventListener(event, () => telling && goOn());
  for (const event of ["play", "pause"]) clip.addEventListener(event, tellState);
  for (const button of buttons) button.addEventListener("click", press);
  const wanted = memory();
  if (wanted) choose(buttons.find((one) => one.dataset.description === wanted) ?? buttons[0]);
  everyFrame();
})();
