"""What a checker holds against a page and is no fault: each with the reason, which docs/accessibility.md shows.

An entry that nothing is found for any more is told, so that it can be taken out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tools.audit.checkers import Breach


@dataclass(frozen=True, slots=True)
class Explained:
    """checker, rule: as it names them. element: a regular expression for the beginning of the HTML."""

    checker: str
    rule: str
    element: str
    why: str

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
)
