"""Bars as SVG: a panel for each figure, a bar for each system, every bar with its number and its name in text.

The picture brings its own background in both schemes, so that it is legible on any page. Contrast: text at least 7:1,
bars at least 3:1 against the background (WCAG 2.2, 1.4.6 and 1.4.11); nothing is told by colour alone (1.4.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

#: px.
WIDTH, LABELS, ROW, BAR, HEAD, MARGIN, END = 760, 250, 26, 16, 38, 20, 76

STYLE = """
  .card { fill: #ffffff } .text { fill: #1f2933 } .bar { fill: #6b7785 } .ours { fill: #0b6b53 }
  .rule { stroke: #6b7785 }
  @media (prefers-color-scheme: dark) {
    .card { fill: #161b22 } .text { fill: #e6edf3 } .bar { fill: #8b98a5 } .ours { fill: #3fc39b }
    .rule { stroke: #8b98a5 }
  }
  text { font: 14px system-ui, sans-serif } .title { font-weight: 600 } .strong { font-weight: 600 }
""".strip("\n")


@dataclass(frozen=True, slots=True)
class Bar:
    """value: what is drawn, or None for nothing. text: how it is written. ours: stands out."""

    label: str
    value: float | None
    text: str
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """title: what is measured and which way is better. bars: one for each system."""

    title: str
    bars: Sequence[Bar]


def to_svg(title: str, panels: Sequence[Panel]) -> str:
    """The panels one below the other; the longest bar of each fills its width. Ends with one newline."""
    parts, top = [], MARGIN + 24
    for panel in panels:
        parts += _panel(panel, top)
        top += HEAD + ROW * len(panel.bars) + 14
    described = " ".join(_sentence(panel) for panel in panels)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top}" width="{WIDTH}" height="{top}" role="img"'
        ' aria-labelledby="chart-title chart-desc">',
        f'<title id="chart-title">{escape(title)}</title>',
        f'<desc id="chart-desc">{escape(described)}</desc>',
        f"<style>\n{STYLE}\n</style>",
        f'<rect class="card" width="{WIDTH}" height="{top}" rx="8"/>',
        f'<text class="text title" x="{MARGIN}" y="{MARGIN + 12}">{escape(title)}</text>',
        *parts,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _panel(panel: Panel, top: int) -> list[str]:
    most = max((bar.value for bar in panel.bars if bar.value is not None), default=0.0)
    under = top + HEAD
    lines = [f'<text class="text strong" x="{MARGIN}" y="{top + 24}">{escape(panel.title)}</text>']
    for number, bar in enumerate(panel.bars):
        middle = under + number * ROW + ROW // 2
        length = round((WIDTH - LABELS - END - MARGIN) * bar.value / most, 1) if bar.value and most else 0
        own = (" strong", " ours") if bar.ours else ("", "")
        label = escape(bar.label)
        lines.append(f'<text class="text{own[0]}" x="{LABELS - 10}" y="{middle + 5}" text-anchor="end">{label}</text>')
        lines.append(
            f'<rect class="bar{own[1]}" x="{LABELS}" y="{middle - BAR // 2}" width="{length}" height="{BAR}" rx="2"/>'
        )
        lines.append(f'<text class="text{own[0]}" x="{LABELS + length + 8}" y="{middle + 5}">{escape(bar.text)}</text>')
    bottom = under + ROW * len(panel.bars)
    lines.append(f'<line class="rule" x1="{LABELS}" x2="{LABELS}" y1="{under}" y2="{bottom}"/>')
    return lines


def _sentence(panel: Panel) -> str:
    return f"{panel.title}: " + ", ".join(f"{bar.label} {bar.text}" for bar in panel.bars) + "."
