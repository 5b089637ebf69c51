#!/usr/bin/env bash
# Surprise: Babel's format_list says "Pere y Isabel" in Spanish, and "uno o ocho"; ICU says "Pere e Isabel" and "uno u ocho".
#
# Before the sound of an i "y" is "e", before that of an o "o" is "u". ICU has that rule in its code; CLDR's patterns, which
# are all that Babel uses, cannot hold it. Nothing warns. ICU is here that of node. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check babel==2.19.0
command -v node >/dev/null || { echo "This needs node, whose Intl is ICU: install it first." >&2; exit 1; }

babel=$("$folder/venv/bin/python" - <<'PYTHON'
from babel.lists import format_list

print(format_list(["Pere", "Isabel"], locale="es"), format_list(["uno", "ocho"], style="or", locale="es"), sep="; ")
PYTHON
)
icu=$(node -e 'const list = (type, words) => new Intl.ListFormat("es", { type }).format(words);
console.log(list("conjunction", ["Pere", "Isabel"]) + "; " + list("disjunction", ["uno", "ocho"]))')
echo "Babel 2.19.0: $babel"
echo "ICU $(node -p process.versions.icu), CLDR $(node -p process.versions.cldr): $icu"
[ "$babel" = "Pere y Isabel; uno o ocho" ] && [ "$icu" = "Pere e Isabel; uno u ocho" ]
