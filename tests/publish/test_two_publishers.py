"""Two who publish to one place at the same time: whoever is late is told so, and nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from published import Site, broken, slugs_at, target_of

from pipeline.errors import BusyError
from pipeline.publish import delivery
from pipeline.publish.lease import LEASE
from pipeline.publish.plan import INDEX


@pytest.fixture
def other_site(approved: Site, fakes: None, tmp_path: Path) -> Site:
    """The same series on another computer."""
    return approved.copy(tmp_path / "elsewhere")


def before_sending(monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> None:
    """Does something else at the moment at which the next run begins to send."""
    real = delivery.carry_out

    def late(*args: Any, **more: Any) -> None:
        monkeypatch.setattr(delivery, "carry_out", real)
        act()
        real(*args, **more)

    monkeypatch.setattr(delivery, "carry_out", late)


def test_a_plan_that_is_out_of_date_is_not_carried_out(
    site: Site, other_site: Site, dest: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_sending(monkeypatch, lambda: other_site("publish", dest, "other"))
    late = site("publish", dest, "film")
    assert late.code == BusyError.exit_code and "somebody else has published here since" in late.err, late.err
    target = target_of(dest, site)
    assert slugs_at(target) == ["other"] and broken(target) == []
    assert site("publish", dest, "film").code == 0
    assert slugs_at(target) == ["film", "other"] and broken(target) == [] and target.read(LEASE) is None


def test_while_one_sends_the_other_waits(
    site: Site, other_site: Site, dest: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    met: list[str] = []
    real = delivery.Target.send

    def send(target: Any, source: Path, name: str) -> None:
        if not met:
            met.append("")  # the other run sends too, were it let
            refused = other_site("publish", dest)
            met[0] = refused.err
            assert refused.code == BusyError.exit_code
            away = other_site("withdraw", "film", "--reason", "x", "--by", "Marta", "--from", dest)
            met.append(away.err)
        real(target, source, name)

    monkeypatch.setattr(delivery.Target, "send", send)
    assert site("publish", dest).code == 0
    assert "somebody else is publishing here; the last sign of it is of" in met[0]
    assert "the story may still be there" in met[1] and "somebody else is publishing here" in met[1]
    target = target_of(dest, site)
    assert slugs_at(target) == ["film", "other"] and broken(target) == []
    again = other_site("withdraw", "film", "--reason", "x", "--by", "Marta", "--from", dest)
    assert again.code == 0 and slugs_at(target) == ["other"] and target.read(LEASE) is None


def test_two_projects_that_publish_to_one_place_are_told(site: Site, other_site: Site, dest: str) -> None:
    other_site.layout.project.unlink()  # not a copy of the series, but another one
    (other_site.root / "stories/film").rename(other_site.root / "stories/.film")
    assert site("publish", dest).code == 0
    target = target_of(dest, site)
    before = target.read("manifest.json")
    for more in ((), ("--dry-run",), ("other",)):
        told = other_site("publish", dest, *more)
        assert told.code == 1 and "another project publishes to this place" in told.err and "film, other" in told.err
        assert "--take-over" in told.err and target.read("manifest.json") == before
    assert other_site("publish", dest, "--take-over").code == 0 and slugs_at(target) == ["other"]
    assert other_site("publish", dest).code == 0, "it is theirs now"
    told = site("publish", dest)
    assert told.code == 1 and "another project" in told.err and slugs_at(target) == ["other"]
    away = site("withdraw", "other", "--reason", "x", "--by", "Marta")
    assert away.code == 0 and slugs_at(target) == [], "a withdrawal never waits"


def test_a_place_of_an_earlier_version_is_known_by_the_id_of_its_series(
    site: Site, other_site: Site, dest: str
) -> None:
    assert site("publish", dest).code == 0
    target = target_of(dest, site)
    index = json.loads(target.read(INDEX) or b"")
    assert index.pop("project") and str(site.root) not in json.dumps(index)
    target.write(INDEX, json.dumps(index).encode())
    series = other_site.layout.series_file
    text = series.read_text("utf-8")
    series.write_text(text.replace('id = "test"', 'id = "neighbour"'), "utf-8")
    told = other_site("publish", dest)
    assert told.code == 1 and "its series is “test”" in told.err
    series.write_text(text, "utf-8")
    assert other_site("publish", dest).code == 0
    assert json.loads(target.read(INDEX) or b"")["project"]


def test_a_plan_needs_no_lease(site: Site, other_site: Site, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before_sending(monkeypatch, lambda: met.append(other_site("publish", folder, "--dry-run").code))
    met: list[int] = []
    assert site("publish", folder).code == 0 and met == [0]
