#!/usr/bin/env bash
# Surprise: subsrt-ts reads every caption of an ASS file without its first letter: "I water." is " water.", "Bon dia." is "on dia.".
#
# It looks for the words behind as many commas as there are columns before them, and one place further, as if a space
# stood there; Aegisub, ffmpeg and the format's own examples write none. Where there is one, nothing is lost. Its SRT, from
# the same file, lacks them, too, and nothing warns. Needs node and npm. Exits non-zero where that is no longer so.
set -euo pipefail

command -v node >/dev/null && command -v npm >/dev/null || { echo "This needs node and npm: install them first." >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" subsrt-ts@2.1.2

cat >try.cjs <<'JAVASCRIPT'
const { parse } = require("subsrt-ts");

const file = (space) => `[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, Alignment
Style: Default,Arial,40,&H00FFFFFF,2

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,${space}I water.
Dialogue: 0,0:00:04.00,0:00:06.00,Default,,0,0,0,,${space}Bon dia, Joel.
`;
const words = (space) => parse(file(space)).filter(({ type }) => type === "caption").map(({ text }) => text);
const found = { "as Aegisub writes it": words(""), "with a space before the words": words(" ") };
for (const [how, texts] of Object.entries(found)) console.log(`${how}: ${JSON.stringify(texts)}`);
const expected = '[[" water.","on dia, Joel."],["I water.","Bon dia, Joel."]]';
process.exit(JSON.stringify(Object.values(found)) === expected ? 0 : 1);
JAVASCRIPT
echo "subsrt-ts 2.1.2"
node try.cjs
