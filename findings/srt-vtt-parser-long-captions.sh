#!/usr/bin/env bash
# Surprise: @plussub/srt-vtt-parser shows a WebVTT caption that stands at line:80% for three minutes: its seconds are taken for minutes.
#
# It cuts all behind the arrow at the colons, settings too: "00:03.000 line:80%" is 0 hours, 3 minutes and 80 ms. With
# align:start the end is NaN. Without settings it is right. Nothing warns; media-captions reads the same files rightly.
# Needs node and npm. Exits non-zero where that is no longer so.
set -euo pipefail

command -v node >/dev/null && command -v npm >/dev/null || { echo "This needs node and npm: install them first." >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" @plussub/srt-vtt-parser@2.0.5 media-captions@1.0.4

cat >try.mjs <<'JAVASCRIPT'
import { createRequire } from "node:module";
import { parseText } from "media-captions";

const { parse } = createRequire(import.meta.url)("@plussub/srt-vtt-parser");
const SETTINGS = ["", " align:start", " line:80%", " position:10%", " align:start size:35%"];
const found = {};
for (const settings of SETTINGS) {
  const text = `WEBVTT\n\n00:01.000 --> 00:03.000${settings}\nBon dia.\n\n00:03.000 --> 00:05.000\nAdéu.\n`;
  const other = (await parseText(text, { type: "vtt" })).cues[0].endTime * 1000;
  found[settings] = [parse(text).entries[0].to, other];
  console.log(`end 00:03.000${settings}: srt-vtt-parser ${found[settings][0]} ms, media-captions ${other} ms`);
}
const others = Object.values(found).every(([, other]) => other === 3000);
const late = found[" line:80%"][0] === 180080 && found[" position:10%"][0] === 180010;
const none = [" align:start", " align:start size:35%"].every((one) => Number.isNaN(found[one][0]));
process.exit(others && found[""][0] === 3000 && late && none ? 0 : 1);
JAVASCRIPT
echo "@plussub/srt-vtt-parser 2.0.5, media-captions 1.0.4"
node try.mjs
