// What player.js and transcript.js share. The three are sent as one, in a scope of their own (static_files.py).
"use strict";

const byId = (name) => document.getElementById(name);
const allOf = (selector, from = document) => [...from.querySelectorAll(selector)];

function listen(ones, events, act) {
  for (const one of [ones].flat()) for (const event of events.split(" ")) one.addEventListener(event, act);
}

// Keys with one of these belong to browser and screen reader.
const modified = (event) => event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;

const video = byId("video");

// A browser may refuse (before anybody has clicked, say): then the film stands still.
const start = () => video.play().catch(() => {});

// A little behind the moment, so that the picture and the words of it are shown, not those before.
function playFrom(seconds) {
  video.currentTime = seconds + 0.001;
  start();
}
