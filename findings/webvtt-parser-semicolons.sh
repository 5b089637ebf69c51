#!/usr/bin/env bash
# Surprise: webvtt-parser, of the format's own editors, reads "R&amp;D" as "R&;D", and each time it writes a file again a ";" is added.
#
# Its own table of references names them without the ";", which then stays behind as text: after &amp;, &lt;, &nbsp; and all
# others. It finds no error in them. Given the HTML table that comes with it, it reads them rightly. Needs node and npm.
# Exits non-zero where that is no longer so.
set -euo pipefail

command -v node >/dev/null && command -v npm >/dev/null || { echo "This needs node and npm: install them first." >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" webvtt-parser@2.2.0

cat >try.cjs <<'JAVASCRIPT'
const { WebVTTParser, WebVTTSerializer } = require("webvtt-parser");
const HTML = require("webvtt-parser/html-entities.json");

const TEXTS = { "R&amp;D": "R&D", "1 &lt; 2": "1 < 2", "10&nbsp;%": "10\u00a0%", "Bon dia.": "Bon dia." };
const shown = (read) => read.cues[0].tree.children.map((child) => child.value).join("");
const found = {};
for (const [text, meant] of Object.entries(TEXTS)) {
  const file = `WEBVTT\n\n00:01.000 --> 00:02.000\n${text}\n`;
  const read = new WebVTTParser().parse(file);
  const again = new WebVTTSerializer().serialize(read.cues);
  const twice = shown(new WebVTTParser().parse(again));
  const html = shown(new WebVTTParser(HTML).parse(file));
  found[text] = [shown(read), twice, read.errors.length, html === meant];
  console.log(`${text}: read as "${shown(read)}", written and read again "${twice}", with the HTML table "${html}"`);
}
const [once, twice, errors] = found["R&amp;D"];
const others = found["1 &lt; 2"][0] === "1 <; 2" && found["10&nbsp;%"][0] === "10\u00a0;%" && found["Bon dia."][0] === "Bon dia.";
const html = Object.values(found).every((one) => one[3]);
process.exit(once === "R&;D" && twice === "R&;;D" && errors === 0 && others && html ? 0 : 1);
JAVASCRIPT
echo "webvtt-parser 2.2.0"
node try.cjs
