"""What the command line says, in the language of whoever reads it."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Iterator

import pytest

from pipeline import message_catalogues, messages
from pipeline.i18n import Plural
from pipeline.message_catalogues import wanted_language
from pipeline.messages import Message, as_data, from_data, in_language, tr, tr_later, tr_many


@pytest.fixture(autouse=True)
def catalan(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Three texts of a catalogue, and a process that speaks their language."""
    forms = Plural(
        "{count} captions of {who}", ("{count} subtítol de {who}", "{count} subtítols de {who}"), lambda n: n != 1
    )
    known = {"Good day, {who}.": "Bon dia, {who}.", "the sea": "el mar", "{count} caption of {who}": forms}
    known["{seconds:.1f} s"] = "{seconds:.1f} s"
    monkeypatch.setattr(message_catalogues, "_catalogues", lambda lang: known)
    messages.speak("ca")
    yield
    messages.speak("en")


def test_a_message_is_said_in_the_language_of_the_process() -> None:
    assert tr("Good day, {who}.", who="Laura") == "Bon dia, Laura."
    messages.speak("en")
    assert tr("Good day, {who}.", who="Laura") == "Good day, Laura."


def test_values_that_are_messages_are_translated_with_it() -> None:
    told = tr("Good day, {who}.", who=tr("the sea"))
    assert told == "Bon dia, el mar."
    assert in_language(told, "en") == "Good day, the sea."
    assert in_language("Hola", "en") == "Hola" and in_language(None, "en") is None


@pytest.mark.parametrize(("count", "said"), [(0, "0 subtítols"), (1, "1 subtítol"), (2, "2 subtítols")])
def test_how_many(count: int, said: str) -> None:
    told = tr_many("{count} caption of {who}", "{count} captions of {who}", count=count, who="Joel")
    assert told == f"{said} de Joel"
    assert in_language(told, "en") == f"{count} caption{'' if count == 1 else 's'} of Joel"


def test_numbers_have_the_comma_of_their_language() -> None:
    told = tr("{seconds:.1f} s", seconds=1.25)
    assert (told, in_language(told, "en")) == ("1,2 s", "1.2 s")


def test_what_has_no_translation_is_said_in_english() -> None:
    assert tr("Nothing yet.") == "Nothing yet."
    assert tr_many("{count} file", "{count} files", count=2) == "2 files"


def test_a_text_of_a_table_is_translated_when_it_is_shown() -> None:
    assert tr_later("the sea") == "the sea" and tr(tr_later("the sea")) == "el mar"


def test_it_crosses_processes_with_what_it_was_made_of() -> None:
    told = pickle.loads(pickle.dumps(tr("Good day, {who}.", who="Joel")))
    assert isinstance(told, Message)
    assert (str(told), in_language(told, "en")) == ("Bon dia, Joel.", "Good day, Joel.")


def test_braces_of_a_value_stay_as_they_are() -> None:
    assert tr("Good day, {who}.", who="{x} {0}") == "Bon dia, {x} {0}."


@pytest.mark.parametrize(
    ("asked", "environ", "lang"),
    [
        ("ca", {"VEUS_UI": "en", "LANG": "en_GB.UTF-8"}, "ca"),
        (None, {"VEUS_UI": "ca", "LANG": "en_GB.UTF-8"}, "ca"),
        (None, {"LANG": "ca_ES.UTF-8"}, "ca"),
        (None, {"LANG": "ca_ES.UTF-8@valencia"}, "ca"),
        (None, {"LC_ALL": "en_US.UTF-8", "LANG": "ca_ES.UTF-8"}, "en"),
        (None, {"LC_MESSAGES": "ca_AD", "LANG": "es_ES.UTF-8"}, "ca"),
        (None, {"LANGUAGE": "oc:ca:es", "LANG": "es_ES.UTF-8"}, "ca"),
        (None, {"LANGUAGE": "ca", "LANG": "C.UTF-8"}, "en"),  # as gettext has it
        (None, {"LANG": "es_ES.UTF-8"}, "en"),
        (None, {"LANG": "ca_ES", "LC_ALL": ""}, "ca"),
        (None, {}, "en"),
        (None, {"LANG": "ca"}, "ca"),
        (None, {"LANG": "ca@valencia"}, "ca"),
        (None, {"LANG": "cab_HN"}, "en"),
        (None, {"LANG": "ca_ES.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        (None, {"LANG": "en_GB", "LC_MESSAGES": "es_ES", "LC_ALL": "ca_ES@valencia"}, "ca"),
    ],
)
def test_the_language_is_that_of_the_reader(asked: str | None, environ: dict[str, str], lang: str) -> None:
    assert wanted_language(asked, environ) == lang


@pytest.mark.parametrize(
    "told",
    [
        lambda: tr("Good day, {who}.", who=tr("the sea")),
        lambda: tr_many("{count} caption of {who}", "{count} captions of {who}", count=2, who="Joel"),
        lambda: tr("{seconds:.1f} s", seconds=1.25),
        lambda: "Hola",
    ],
)
def test_a_message_kept_as_data_is_made_again_in_any_language(told: Callable[[], str]) -> None:
    kept = json.loads(json.dumps(as_data(told())))
    assert from_data(kept) == told() and in_language(from_data(kept), "en") == in_language(told(), "en")
    messages.speak("en")
    assert from_data(kept) == told()


@pytest.mark.parametrize("data", [{}, {"source": ["{who}", ""], "values": {"count": 1}}, {"source": "a", "values": {}}])
def test_what_is_no_message(data: object) -> None:
    with pytest.raises(ValueError, match="no message"):
        from_data(data)
