"""The three checkers, as scripts that are put into a page past its policy: each tells what it finds in one shape.

axe-core comes with `axe-playwright-python`; the other two are packages of npm, which `tools/setup/checkers.sh` fetches
by version and hash (requirements/npm).
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pipeline.errors import VeusError

#: Of axe-core: all levels of WCAG, the contrast of 7:1 among them, and what it holds for good practice.
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@dataclass(frozen=True, slots=True)
class Breach:
    """What a checker holds against a page. element: the HTML of what it is about, or its beginning."""

    rule: str
    element: str
    message: str


@dataclass(frozen=True, slots=True)
class Checked:
    """breaches: what breaks a rule. questions: rules, or criteria of WCAG, that the checker leaves to a person."""

    breaches: tuple[Breach, ...]
    questions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Checker:
    """name: of the tool. file: its script, below the folder it comes in. call: JavaScript, the body of an async
    function that returns `[breaches, questions]`, each breach as `[rule, element, message]`.
    """

    name: str
    file: str
    call: str


AXE = Checker(
    "axe-core",
    "axe.min.js",
    f"const tags = {list(AXE_TAGS)};"
    """
    const found = await axe.run(document, {runOnly: tags, resultTypes: ["violations", "incomplete"]});
    return [
      found.violations.flatMap((one) => one.nodes.map((node) => [one.id, node.html, one.help])),
      found.incomplete.map((one) => one.id)];
    """,
)
IBM = Checker(
    "IBM Equal Access",
    "node_modules/accessibility-checker-engine/ace.js",
    """
    const report = await new ace.Checker().check(document, ["IBM_Accessibility", "WCAG_2_2"]);
    const failed = report.results.filter((one) => one.value[1] === "FAIL");
    const open = report.results.filter((one) => ["POTENTIAL", "MANUAL"].includes(one.value[1]));
    return [failed.map((one) => [one.ruleId, one.snippet, one.message]), open.map((one) => one.ruleId)];
    """,
)
HTMLCS = Checker(
    "HTML_CodeSniffer",
    "node_modules/html_codesniffer/build/HTMLCS.js",
    """
    const sniffer = typeof HTMLCS === "undefined" ? window.HTMLCS : HTMLCS;
    await new Promise((done) => sniffer.process("WCAG2AAA", document, done));
    const said = sniffer.getMessages();
    const short = (one) => one.code.replace("WCAG2AAA.", "");
    const html = (one) => one.element.outerHTML ?? "";
    return [said.filter((one) => one.type === sniffer.ERROR).map((one) => [short(one), html(one), one.msg]),
      said.filter((one) => one.type !== sniffer.ERROR).map((one) => one.code.split(".")[3].replaceAll("_", "."))];
    """,
)
CHECKERS = (AXE, IBM, HTMLCS)


def script_of(checker: Checker, packages: Path) -> str:
    """The checker's script. packages: the folder that set-up has installed npm's packages in.

    Raises VeusError where it is missing.
    """
    folder = _axe_folder() if checker is AXE else packages
    path = folder / checker.file
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise VeusError(f"{checker.name} is not installed.", where=path, remedy="Run `make audit`.") from error


def read(told: Any) -> Checked:
    """What a checker's `call` returned."""
    breaches, questions = told
    found = tuple(Breach(rule, " ".join(element.split())[:300], message) for rule, element, message in breaches)
    return Checked(found, frozenset(questions))


def _axe_folder() -> Path:
    found = find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        raise VeusError("axe-playwright-python is not installed.", remedy="Run `make audit`.")
    return Path(found.origin).parent
