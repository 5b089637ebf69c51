#!/usr/bin/env bash
# Surprise: transcriptator, with which podcast apps read transcripts, takes "I tell you one thing: come early." for the words of somebody called "I tell you one thing", and all that follows, too.
#
# What stands before the first colon of a caption is a speaker, whatever its length; and a speaker goes on until there is
# another. A name that begins with an accent is none, so Àngela's words are theirs as well. Needs node and npm. Exits
# non-zero where that is no longer so.
set -euo pipefail

command -v node >/dev/null && command -v npm >/dev/null || { echo "This needs node and npm: install them first." >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" transcriptator@1.1.4

cat >try.cjs <<'JAVASCRIPT'
const { convertFile } = require("transcriptator");

const SAID = [
  "Joel: I water the plants.",
  "In summer I tell you one thing: come early.",
  "The sun burns at noon.",
  "Àngela: I bring a hat.",
  "And water.",
];
const time = (second) => `00:00:${String(second).padStart(2, "0")},000`;
const file = SAID.map((text, at) => `${at + 1}\n${time(2 * at + 1)} --> ${time(2 * at + 2)}\n${text}\n`).join("\n");
const found = convertFile(file).map(({ speaker, body }) => [speaker, body]);
for (const [speaker, body] of found) console.log(`speaker ${JSON.stringify(speaker)}, words ${JSON.stringify(body)}`);

const taken = "In summer I tell you one thing";
const expected = [
  ["Joel", "I water the plants."],
  [taken, "come early."],
  [taken, "The sun burns at noon."],
  [taken, "Àngela: I bring a hat."],
  [taken, "And water."],
];
process.exit(JSON.stringify(found) === JSON.stringify(expected) ? 0 : 1);
JAVASCRIPT
echo "transcriptator 1.1.4"
node try.cjs
