#!/usr/bin/env bash
# debian.sh [tests|audit]: installs the Debian packages for translation, spelling and voices – with `tests`, also the
# browser that the pages are tested in, the Java that the HTML checker runs on, and what reads burned-in captions back;
# with `audit`, the two browsers that pages are audited in, and npm –, where apt and root are there; says what is missing
# where they are not. Never fails: the program works without them, less well.
set -u

packages=(apertium apertium-por-cat apertium-es-pt apertium-spa-cat apertium-eng-cat apertium-eng-spa
  hunspell-ca hunspell-es hunspell-en-gb festival festvox-ca-ona-hts espeak-ng)
[ "${1:-}" = tests ] && packages+=(chromium-headless-shell default-jre-headless tesseract-ocr tesseract-ocr-cat tesseract-ocr-eng)
[ "${1:-}" = audit ] && packages+=(chromium-headless-shell firefox-esr)
[ "${1:-}" = audit ] && ! command -v npm >/dev/null && packages+=(npm)

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

instead() {
  echo "Not installed: ${missing[*]}."
  echo "  Without them Catalan and Spanish are translated into English by Whisper itself (poorly), and Spanish"
  echo "  is not translated into Catalan; words are looked up in no dictionary, so a few more are heard wrong and"
  echo "  \`veus check\` knows no spelling; without festival descriptions in Catalan have to be recorded; without"
  echo "  Chromium, Java and tesseract tests of pages and of captions in the picture are skipped, and pages are audited"
  echo "  in the browsers that are there."
  if command -v apt-get >/dev/null; then
    echo "  To have them: sudo apt install ${missing[*]}"
  else
    echo "  These are packages of Debian, and there is no apt here. For better translation without them, once Veus is set up:"
    echo "  veus models get translation"
  fi
}

if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
  instead
  exit 0
fi

echo "Installing Debian packages: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/tmp/veus-apt.log 2>&1; then
  tail -n 3 /tmp/veus-apt.log
  instead
fi
exit 0
