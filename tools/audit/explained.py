"""What a checker holds against a page and is no fault: each with the reason, which docs/accessibility.md shows.

An audit tells which entries it found nothing for, so that they can be taken out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tools.audit.checkers import Breach


@dataclass(frozen=True, slots=True)
class Explained:
    """checker, rule: as it names them. element: a regular expression for the beginning of the HTML; message: one for
    some words of what it says."""

    checker: str
    rule: str
    element: str
    why: str
    message: str = ""

    def covers(self, checker: str, breach: Breach) -> bool:
        """Whether it is about this breach."""
        return (checker, breach.rule) == (self.checker, self.rule) and re.match(
            self.element, breach.element
        ) is not None


EXPLAINED = (
    Explained(
        "IBM Equal Access",
        "aria_role_redundant",
        r"<(ul|ol)\b",
        "WebKit tells screen readers of no list where a style sheet takes its bullets away; with the role it is one.",
    ),
    Explained(
        "IBM Equal Access",
        "element_attribute_deprecated",
        r"<meta\b",
        "`http-equiv` is in the HTML standard (§4.2.5.3); a page keeps its policy that way, whatever server sends it.",
    ),
    Explained(
        "IBM Equal Access",
        "element_tabbable_role_valid",
        r"<div tabindex=\"0\"",
        "What holds a table is scrolled by keyboard in every browser only where it takes the focus.",
    ),
    Explained(
        "HTML_CodeSniffer",
        "Principle1.Guideline1_4.1_4_6.G17.Fail",
        r"<span dir=\"auto\">",
        "It cannot reckon with a ground that lets the picture through, and says NaN: white on 75 % black has 10:1.",
        "contrast ratio of NaN:1",
    ),
)
