#!/usr/bin/env bash
# Surprise: the player that WordPress carries, MediaElement 4.2, shows none of what a speaker named Ona, or Roc Onrubia, says.
#
# A voice, "<v Ona>" in WebVTT, is put into the page as if it were HTML, where Ona is an attribute of an element "v"; and of
# elements with an attribute whose name begins with "on" nothing is kept, for such might be a script. The caption's box
# stays, empty. A caption that begins at 0 comes 0.2 s late. Needs node and npm. Exits non-zero where that is no longer so.
set -euo pipefail

command -v node >/dev/null && command -v npm >/dev/null || { echo "This needs node and npm: install them first." >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" mediaelement@4.2.17 jsdom@26.1.0

cat >try.cjs <<'JAVASCRIPT'
const { readFileSync } = require("node:fs");
const { JSDOM } = require("jsdom");

// A page without a film: what reads captions and what shows them are called as the player calls them at each moment.
const { window } = new JSDOM("<!doctype html><video></video>", { runScripts: "outside-only" });
window.eval(readFileSync(require.resolve("mediaelement/build/mediaelement-and-player.js"), "utf8"));
const { document, mejs, MediaElementPlayer } = window;
const FILE = `WEBVTT

00:00.000 --> 00:02.000
<v Joel>I water the plants.

00:03.000 --> 00:05.000
<v Ona>I pick the tomatoes.

00:06.000 --> 00:08.000
<v Roc Onrubia>I carry them home.

00:09.000 --> 00:11.000
<v Marta>Come and see.
`;
const entries = mejs.TrackFormatParser.webvtt.parse(FILE);
const shownAt = (currentTime) => {
  const { displayCaptions, searchTrackPosition } = MediaElementPlayer.prototype;
  const [captions, captionsText] = ["div", "span"].map((name) => document.createElement(name));
  const selectedTrack = { isLoaded: true, entries };
  const options = { classPrefix: "mejs__" };
  const player = { captions, captionsText, options, searchTrackPosition, selectedTrack, tracks: [], media: { currentTime } };
  displayCaptions.call(player);
  return captions.style.display === "none" ? null : captionsText.textContent;
};
const shown = [0.1, 1, 4, 7, 10].map(shownAt);
console.log(`read: ${JSON.stringify(entries.map(({ text }) => text))}`);
console.log(`shown at 0.1, 1, 4, 7 and 10 s: ${JSON.stringify(shown)}`);
const expected = [null, "I water the plants.", "", "", "Come and see."];
process.exit(JSON.stringify(shown) === JSON.stringify(expected) ? 0 : 1);
JAVASCRIPT
echo "mediaelement 4.2.17"
node try.cjs
