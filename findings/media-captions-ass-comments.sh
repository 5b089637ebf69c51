#!/usr/bin/env bash
# Surprise: the player Vidstack's media-captions shows the Comment lines of an ASS file, notes that no viewer should see, as words of the caption before.
#
# A line of [Events] is a Dialogue, which is shown, or a Comment, which is not: translators leave notes to each other in
# them, and Aegisub keeps a caption that is out as one. One that comes before all captions is passed over, one between
# two is added to the first of them. Needs node and npm. Exits non-zero where that is no longer so.
set -euo pipefail

command -v node >/dev/null && command -v npm >/dev/null || { echo "This needs node and npm: install them first." >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" media-captions@1.0.4

cat >try.mjs <<'JAVASCRIPT'
import { parseText } from "media-captions";

const FILE = `[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, Alignment
Style: Default,Arial,40,&H00FFFFFF,2

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,Translated on Monday
Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,I water the plants.
Comment: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,Ask her whether we may name the street
Dialogue: 0,0:00:04.00,0:00:06.00,Default,,0,0,0,,Then I go home.
`;
const { cues, errors } = await parseText(FILE, { type: "ass" });
for (const { startTime, endTime, text } of cues) console.log(`${startTime}-${endTime} s: ${JSON.stringify(text)}`);
console.log(`errors: ${errors.length}`);
const [first, second] = cues.map(({ text }) => text);
const shown = first.startsWith("I water the plants.\nComment:") && first.endsWith("Ask her whether we may name the street");
process.exit(shown && second === "Then I go home." && !errors.length ? 0 : 1);
JAVASCRIPT
echo "media-captions 1.0.4"
node try.mjs
