#!/usr/bin/env bash
# Surprise: ArtPlayer shows no caption of an ASS file that stands on layer 10 or above, where signs and titles are put to lie over all others.
#
# It takes a line for a caption where one digit stands before the first comma. Aegisub allows any number there, and who
# sets signs leaves room between layers. Nothing warns. A hard space, \h, is shown as those two letters. Needs node and
# npm. Exits non-zero where that is no longer so.
set -euo pipefail

command -v node >/dev/null && command -v npm >/dev/null || { echo "This needs node and npm: install them first." >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" artplayer@5.4.0 jsdom@26.1.0

cat >try.cjs <<'JAVASCRIPT'
const { readFileSync } = require("node:fs");
const { JSDOM } = require("jsdom");

// A page, for the player asks for one when it is loaded; what makes its captions out of a file is called by itself.
const { window } = new JSDOM("<!doctype html><video></video>", { runScripts: "outside-only" });
window.eval(readFileSync("node_modules/artplayer/dist/artplayer.js", "utf8"));
const FILE = `[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,I water the plants.
Dialogue: 9,0:00:01.00,0:00:03.00,Sign,,0,0,0,,ALLOTMENT
Dialogue: 10,0:00:01.00,0:00:03.00,Sign,,0,0,0,,CLOSED ON MONDAYS
Dialogue: 0,0:00:04.00,0:00:06.00,Default,,0,0,0,,Then I go\\hhome.
`;
const vtt = window.Artplayer.utils.assToVtt(FILE);
console.log(vtt);
const kept = ["I water the plants.", "ALLOTMENT", "Then I go\\hhome."].every((words) => vtt.includes(words));
process.exit(kept && !vtt.includes("CLOSED") ? 0 : 1);
JAVASCRIPT
echo "artplayer 5.4.0"
node try.cjs
