#!/usr/bin/env bash
# Surprise: subtitle (subtitle.js) ends an SRT caption before a line that begins with the four letters NOTE: "NOTES FROM THE GARDEN" and all below it are gone.
#
# In WebVTT a line NOTE, alone or with a space behind, begins a comment where a caption could begin. It looks for the four
# letters in SRT as well, where there are no comments, in whatever word, and within captions from their second line on. Signs
# and titles, which captions give in capitals, begin like that. Needs node and npm. Exits non-zero where that is no longer so.
set -euo pipefail

command -v node >/dev/null && command -v npm >/dev/null || { echo "This needs node and npm: install them first." >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" subtitle@4.2.2

cat >try.cjs <<'JAVASCRIPT'
const { parseSync } = require("subtitle");

const SRT = `1
00:00:01,000 --> 00:00:03,000
JOEL:
NOTES FROM THE GARDEN

2
00:00:04,000 --> 00:00:06,000
Shall I read you
NOTEBOOK number 3?

3
00:00:07,000 --> 00:00:09,000
NOTED.
`;
const found = parseSync(SRT).map(({ type, data }) => [type, data.text]);
for (const [type, text] of found) console.log(`${type}: ${JSON.stringify(text)}`);
const expected = [["cue", "JOEL:"], ["cue", "Shall I read you"], ["cue", "NOTED."]];
process.exit(JSON.stringify(found) === JSON.stringify(expected) ? 0 : 1);
JAVASCRIPT
echo "subtitle 4.2.2"
node try.cjs
