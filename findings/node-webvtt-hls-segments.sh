#!/usr/bin/env bash
# Surprise: node-webvtt, cutting captions for HLS, puts what is said after a pause into the piece before: who goes to 25 s sees none of it.
#
# Each piece has to hold all captions of its time (RFC 8216, 3.5), as players fetch only the pieces they need. It counts
# captions and pauses rather than time: a later caption is taken into an earlier piece, and one across a border is not
# always in both. From the begin to the end all comes by. Needs node and npm. Exits non-zero where that is no longer so.
set -euo pipefail

command -v node >/dev/null && command -v npm >/dev/null || { echo "This needs node and npm: install them first." >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" node-webvtt@2.0.0

cat >try.cjs <<'JAVASCRIPT'
const { hls } = require("node-webvtt");

const CAPTIONS = [[1, 4], [5, 8], [9, 12.5], [21, 23], [25, 28], [28.5, 29.5], [31, 34], [45, 48]];
const time = (seconds) => new Date(seconds * 1000).toISOString().slice(11, 23);
const cues = CAPTIONS.map(([begin, end], place) => `${time(begin)} --> ${time(end)}\nCaption ${place}\n`);
const text = `WEBVTT\n\n${cues.join("\n")}`;
const lengths = [...hls.hlsSegmentPlaylist(text, 6).matchAll(/#EXTINF:([\d.]+)/g)].map((found) => Number(found[1]));
let from = 0;
const missing = [];
hls.hlsSegment(text, 6).forEach(({ content }, place) => {
  const to = from + lengths[place];
  const held = [...content.matchAll(/Caption (\d+)/g)].map((found) => Number(found[1]));
  const due = CAPTIONS.flatMap(([begin, end], caption) => (begin < to && end > from ? [caption] : []));
  const without = due.filter((caption) => !held.includes(caption));
  console.log(`piece ${place}, ${from}-${to} s, has captions [${held}], of its time are [${due}]`);
  missing.push(...without.map((caption) => `${caption} in ${place}`));
  from = to;
});
console.log(`missing: ${missing.join(", ")}`);
process.exit(missing.join(", ") === "2 in 2, 3 in 3, 4 in 4" ? 0 : 1);
JAVASCRIPT
echo "node-webvtt 2.0.0, pieces of 6 s"
node try.cjs
