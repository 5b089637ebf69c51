#!/usr/bin/env bash
# run-tests.sh PYTHON [ARGUMENTS OF PYTEST]: all tests, several files of them side by side.
#
# Thousands of small films and folders are made and removed again. In memory that is a tenth of the work for the system, and
# nobody waits for a disk; so it is done there where there is much of it: a disk in memory with 6 GB (2 are used), and 12 GB
# that are free. What is there goes in the end, also what a failed test has left: `pytest FILE` keeps that.
#
# More at a time than there are processors: tests of pages wait for their browser half of the time. Each takes up to 1.4 GB
# with its speech models. A file's tests share what they make; the order is that of tests/conftest.py, the longest first.
set -euo pipefail

python=$1
shift
memory=/dev/shm
cores=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
free_mb=$(awk '/^MemAvailable:/ { print int($2 / 1024) }' /proc/meminfo 2>/dev/null || true)
room_mb=$(df -P -k "$memory" 2>/dev/null | awk 'NR == 2 { print int($4 / 1024) }' || true)

side_by_side=3
if [ "${free_mb:-0}" -gt 12000 ]; then
  most=$(((free_mb - 6000) / 1500))
  side_by_side=$((cores + 2 < most ? cores + 2 : most))
  if [ "$(stat -f -c %T "$memory" 2>/dev/null)" = tmpfs ] && [ "${room_mb:-0}" -gt 6000 ] &&
    room=$(mktemp -d "$memory/veus-tests.XXXXXX"); then
    trap 'rm -rf "$room"' EXIT
    # Tests make programs, too; some systems run none from there.
    if printf '#!/bin/sh\n' >"$room/try" && chmod +x "$room/try" && "$room/try" 2>/dev/null; then export TMPDIR=$room; fi
  fi
fi
# Once, and not by each of them.
"$python" -m compileall -q -j 0 pipeline tools benchmarks tests/support cli.py || true
"$python" -m pytest --numprocesses "$side_by_side" --dist loadfile --no-loadscope-reorder "$@"
