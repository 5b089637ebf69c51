#!/usr/bin/env bash
# checkers.sh FOLDER: installs the checkers of pages that are packages of npm into FOLDER/node_modules, each by version and
# hash (requirements/npm), from wherever npm is set up to ask. Scripts of packages are not run. Does nothing when that was
# done before and the list has not changed since.
set -euo pipefail

folder=$1
cd "$(dirname "$0")/../.."
lists=(requirements/npm/package.json requirements/npm/package-lock.json)

[ -d "$folder/node_modules" ] && cmp -s "${lists[1]}" "$folder/package-lock.json" && exit 0
if ! command -v npm >/dev/null; then
  echo "npm was not found; two of the three checkers are its packages. On Debian: sudo apt install npm" >&2
  exit 1
fi

echo "Installing checkers into $folder (5 MB)"
# Only what this has put there goes: the folder is anybody's to name.
rm -rf "$folder/node_modules"
mkdir -p "$folder"
cp "${lists[@]}" "$folder/"
if ! npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error >&2; then
  rm -rf "$folder/node_modules" "$folder/package.json" "$folder/package-lock.json"
  rmdir "$folder" 2>/dev/null || true
  echo "npm could not install the checkers, for the reason above. When that is mended, run the same command again." >&2
  exit 1
fi
