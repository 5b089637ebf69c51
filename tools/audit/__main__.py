"""Audits all pages: three checkers in two browsers, in light and dark, in forced colours and on a phone: `make audit`.

    python -m tools.audit [--root DIR] [--story SLUG] [--pages index,episode,…] [--browsers Chromium,Firefox]

Writes its table into docs/accessibility.md after a whole audit, and ends with 1 where anything is found that
`tools.audit.explained` does not explain, or where a browser is missing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.errors import VeusError
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from tools.audit.audit_table import REPORT, Result, needless_explanations, told, write_report
from tools.audit.audited import PREPARE, AuditedPage, audited_pages
from tools.audit.checkers import CHECKERS, read, script_of
from tools.audit.two_browsers import BROWSERS, MODES, AuditBrowser

#: Where set-up puts the packages of npm.
PACKAGES = Path(".audit")


def main(arguments: list[str]) -> int:
    """The exit code: 0 where nothing was found, or all of it is explained."""
    asked = _asked(arguments)
    layout = Layout(asked.root)
    if not layout.manifest.is_file():
        raise VeusError("nothing is built yet.", where=layout.output, remedy="Run `make demo` first.")
    results: list[Result] = []
    missing: dict[str, str] = {}
    versions: dict[str, str] = {}
    slug = asked.story or _richest(layout)
    with audited_pages(layout, slug, frozenset(asked.pages)) as pages:
        for name in asked.browsers:
            try:
                with BROWSERS[name]() as browser:
                    versions[name] = browser.version
                    for result in _audit(name, browser, pages):
                        results.append(result)
                        print(told(result), flush=True)
            except VeusError as error:
                missing[name] = str(error)
                print(f"{name}: not audited. {error}", file=sys.stderr)
    if not asked.pages and set(asked.browsers) == set(BROWSERS):
        write_report(results, versions, missing)
        print(f"Written: {REPORT}")
        for needless in needless_explanations(results):
            print(f"Nothing was found that tools/audit/explained.py explains: {needless.checker}, {needless.rule}.")
    return 1 if missing or any(result.unexplained for result in results) else 0


def _audit(name: str, browser: AuditBrowser, pages: Iterable[AuditedPage]) -> Iterator[Result]:
    scripts = {checker: script_of(checker, PACKAGES) for checker in CHECKERS}
    for page in pages:
        for mode in MODES:
            browser.open(page.url, mode)
            browser.ask(PREPARE)
            for checker, script in scripts.items():
                yield Result(name, page, mode.name, checker.name, read(browser.ask(checker.call, script)))


def _richest(layout: Layout) -> str:
    """The story with the most on its page: with chapters, where one has any."""
    stories = Series.open(layout).stories().loaded
    return max(stories, key=lambda story: len(story.info.chapters)).slug


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.audit")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the folder with stories/ and output/")
    parser.add_argument("--story", help="the story whose pages are audited (one with chapters)")
    parser.add_argument("--pages", type=lambda text: text.split(","), default=[], help="kinds of pages (all)")
    parser.add_argument("--browsers", type=lambda text: text.split(","), default=list(BROWSERS))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except VeusError as error:
        sys.exit(f"{error}")
