"""What verbs take where nobody says is what the rooms behind them take: help shows it, and loads no room for that."""

from __future__ import annotations

import click
import pytest

from pipeline.actions.restore import LISTED
from pipeline.commands.exchanging import export, restore
from pipeline.commands.publishing import publish
from pipeline.commands.reviewing import review
from pipeline.languages import PAGE_LANGUAGES
from pipeline.publish.plan import GRACE_DAYS
from pipeline.serving import HOST

DEFAULTS = [
    (publish, "grace", GRACE_DAYS),
    (restore, "limit", LISTED),
    (review, "host", HOST),
    (export, "ui", PAGE_LANGUAGES[0]),
]


@pytest.mark.parametrize(("verb", "name", "default"), DEFAULTS)
def test_help_says_what_is_done(verb: click.Command, name: str, default: object) -> None:
    (option,) = (option for option in verb.params if option.name == name)
    assert option.default == default


def test_headers_are_offered_in_every_language_of_pages() -> None:
    (option,) = (option for option in export.params if option.name == "ui")
    assert isinstance(option.type, click.Choice) and tuple(option.type.choices) == PAGE_LANGUAGES
