"""What an audit found, for the terminal and as the tables of docs/accessibility.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tools.audit.audited import AuditedPage
from tools.audit.checkers import CHECKERS, Breach, Checked
from tools.audit.explained import EXPLAINED, Explained
from tools.audit.two_browsers import BROWSERS, MODES
from tools.doc_parts import in_cell, replaced, table

REPORT = Path("docs/accessibility.md")
LOCK = Path("requirements/npm/package-lock.json")


@dataclass(frozen=True, slots=True)
class Result:
    """What one checker found on one page, in one mode of one browser."""

    browser: str
    page: AuditedPage
    mode: str
    checker: str
    checked: Checked

    @property
    def unexplained(self) -> list[Breach]:
        """What breaks a rule, and is to be mended."""
        return [one for one in self.checked.breaches if not _explanation(self.checker, one)]

    @property
    def explained(self) -> list[Explained]:
        """Why what else was found is no fault."""
        return [why for one in self.checked.breaches if (why := _explanation(self.checker, one))]


def told(result: Result) -> str:
    """A line for the terminal, and one for each breach that nothing explains."""
    where = f"{result.browser}, {result.page.kind} ({result.page.lang}), {result.mode}, {result.checker}"
    rows = [f"    {one.rule}: {one.message}\n      {one.element[:160]}" for one in result.unexplained]
    return "\n".join([f"{where}: {_count(len(result.unexplained), len(result.explained))}", *rows])


def write_report(
    results: Sequence[Result], browsers: Mapping[str, str], missing: Mapping[str, str], report: Path = REPORT
) -> None:
    """The tables, between their marks. browsers: versions; missing: why one was not there."""
    text = report.read_text("utf-8")
    made = _versions(browsers, missing) + _found(results, missing) + _reasons(results) + _questions(results)
    report.write_text(replaced(text, "audit", made), "utf-8")


def needless_explanations(results: Iterable[Result]) -> list[Explained]:
    """Those that nothing was found for."""
    met = [why for result in results for why in result.explained]
    return [one for one in EXPLAINED if one not in met]


def _versions(browsers: Mapping[str, str], missing: Mapping[str, str]) -> str:
    packages = json.loads(LOCK.read_text("utf-8"))["packages"]
    npm = {path.removeprefix("node_modules/"): held["version"] for path, held in packages.items() if path}
    tools = [
        f"axe-core (axe-playwright-python {version('axe-playwright-python')})",
        f"IBM Equal Access {npm['accessibility-checker-engine']}",
        f"HTML_CodeSniffer {npm['html_codesniffer']}",
    ]
    seen = [f"{name} {browsers[name].split('.')[0]}" for name in BROWSERS if name in browsers]
    lines = [f"Checked with {', '.join(tools)}, in {' and '.join(seen)}.\n\n"]
    lines += [f"**{name} was not checked**: {in_cell(why)}\n\n" for name, why in missing.items()]
    return "".join(lines)


def _found(results: Sequence[Result], missing: Mapping[str, str]) -> str:
    """How much was found, a row for each page and mode; both languages of a page together."""
    columns = [(browser, checker.name) for browser in BROWSERS if browser not in missing for checker in CHECKERS]
    kinds = list(dict.fromkeys(result.page.kind for result in results))
    rows = [
        [kind, mode.name, *(_cell(results, kind, mode.name, *column) for column in columns)]
        for kind in kinds
        for mode in MODES
    ]
    return table(["page", "mode", *(f"{browser}: {checker}" for browser, checker in columns)], rows)


def _cell(results: Sequence[Result], kind: str, mode: str, browser: str, checker: str) -> str:
    wanted = (kind, mode, browser, checker)
    of_it = [one for one in results if (one.page.kind, one.mode, one.browser, one.checker) == wanted]
    return _count(sum(len(one.unexplained) for one in of_it), sum(len(one.explained) for one in of_it))


def _reasons(results: Iterable[Result]) -> str:
    met = [why for result in results for why in result.explained]
    rows = [[one.checker, f"`{one.rule}`", str(met.count(one)), in_cell(one.why)] for one in EXPLAINED]
    return "What is found and is no fault, and how often:\n\n" + table(
        ["checker", "rule", "found", "why it is none"], rows
    )


def _questions(results: Iterable[Result]) -> str:
    """The rules that no machine decides, by checker."""
    asked: dict[str, set[str]] = {checker.name: set() for checker in CHECKERS}
    for result in results:
        asked[result.checker] |= result.checked.questions
    rows = [[name, str(len(rules)), ", ".join(f"`{rule}`" for rule in sorted(rules))] for name, rules in asked.items()]
    return "What the checkers leave to a person:\n\n" + table(["checker", "rules", "which"], rows)


def _count(unexplained: int, explained: int) -> str:
    return f"{unexplained} (+{explained} explained)" if explained else str(unexplained)


def _explanation(checker: str, breach: Breach) -> Explained | None:
    return next((one for one in EXPLAINED if one.covers(checker, breach)), None)
