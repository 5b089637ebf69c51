#!/usr/bin/env bash
# Surprise: imsc.js, which shows the TTML captions of dash.js, leaves out all words that stand in a CDATA section, without an error.
#
# To XML "Parks <![CDATA[& gardens]]>" and "Parks &amp; gardens" are the same words, and programs that need not think of
# what to escape write the first. It reads files with sax-js, which tells of such a section by an event of its own, and
# listens to that of text alone. Needs node and npm. Exits non-zero where that is no longer so.
set -euo pipefail

command -v node >/dev/null && command -v npm >/dev/null || { echo "This needs node and npm: install them first." >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" imsc@1.1.5

cat >try.cjs <<'JAVASCRIPT'
// What reads and what lays out, without what draws, for which there has to be a browser.
const { fromXML } = require("imsc/src/main/js/doc.js");
const { generateISD } = require("imsc/src/main/js/isd.js");

const FILE = `<?xml version="1.0" encoding="UTF-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div>
<p begin="1s" end="2s">Parks &amp; gardens</p>
<p begin="3s" end="4s">Parks <![CDATA[& gardens]]></p>
<p begin="5s" end="6s"><![CDATA[I work for them.]]></p>
</div></body></tt>`;
const errors = [];
const told = Object.fromEntries(["info", "warn", "error", "fatal"].map((how) => [how, (what) => errors.push(what)]));
const film = fromXML(FILE, told);
const words = ({ text = "", contents = [] }) => text + contents.map(words).join("");
const shown = [1.5, 3.5, 5.5].map((time) => words({ contents: generateISD(film, time, told).contents }).trim());
console.log(`shown: ${JSON.stringify(shown)}; errors: ${errors.length}`);
process.exit(JSON.stringify(shown) === '["Parks & gardens","Parks",""]' && !errors.length ? 0 : 1);
JAVASCRIPT
echo "imsc 1.1.5"
node try.cjs
