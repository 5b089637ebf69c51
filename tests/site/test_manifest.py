"""The manifest: valid by its own schema, the same twice, relative in every URL, readable back."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from publish_helpers import Make, settings_with, story_with
from pydantic import ValidationError

from pipeline.errors import VeusError
from pipeline.files import to_json
from pipeline.project.layout import Layout
from pipeline.site.contract import Episode, Manifest, PersonInfo
from pipeline.site.manifest import build_manifest, load_episode, manifest_schema, write_manifest


def urls(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [item for key, item in value.items() if key in ("url", "html") and item]
        pages = [url for key in ("pages", "jsonld", "oembed", "feeds") for url in value.get(key, {}).values()]
        return own + pages + [url for item in value.values() for url in urls(item)]
    return [url for item in value for url in urls(item)] if isinstance(value, list) else []


def test_the_manifest_is_valid_by_the_schema_beside_it(layout: Layout, site: Manifest) -> None:
    schema = json.loads(layout.schema.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["$id"].startswith("urn:")
    data = json.loads(layout.manifest.read_text(encoding="utf-8"))
    assert (layout.output / data["$schema"]).samefile(layout.schema)
    assert list(Draft202012Validator(schema).iter_errors(data)) == []


@pytest.mark.parametrize(
    ("path", "bad"),
    [
        (("schema_version",), "2.0"),
        (("episodes", 0, "sources", 0, "url"), "/srv/video.mp4"),
        (("episodes", 0, "sources", 0, "url"), "../video.mp4"),
        (("episodes", 0, "sources", 0, "url"), "file:///video.mp4"),
        (("episodes", 0, "sources", 0, "sha256"), "abc"),
        (("episodes", 0, "status"), "done"),
        (("episodes", 0, "title"), {}),
    ],
)
def test_the_schema_refuses_what_is_wrong(site: Manifest, path: tuple[Any, ...], bad: Any) -> None:
    data = site.model_dump(mode="json", by_alias=True)
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = bad
    assert not Draft202012Validator(manifest_schema()).is_valid(data)
    with pytest.raises(ValidationError):
        Manifest.model_validate(data)


def test_a_reader_of_this_version_accepts_keys_of_a_later_one(site: Manifest) -> None:
    data = site.model_dump(mode="json", by_alias=True)
    data["schema_version"] = "1.7"
    data["episodes"][0]["chapters"] = []
    assert Draft202012Validator(manifest_schema()).is_valid(data)


def test_our_own_models_refuse_unknown_keys() -> None:
    with pytest.raises(ValidationError):
        PersonInfo.model_validate({"name": "Joel", "role": None, "email": "x"})


def test_it_is_written_as_people_and_diffs_like_it(layout: Layout, public: Manifest) -> None:
    """Letter by letter as all other JSON of ours, although another library writes it."""
    odd = public.model_copy(
        update={"series": public.series.model_copy(update={"title": {"ca": "L’«hort»\x7f\u2028/é\\\t𝄞"}})}
    )
    write_manifest(layout, odd)
    assert layout.manifest.read_text("utf-8") == to_json(odd.model_dump(mode="json", by_alias=True))


def test_equal_data_gives_equal_bytes(layout: Layout, site: Manifest) -> None:
    before = layout.manifest.read_bytes(), layout.schema.read_bytes()
    write_manifest(layout, site)
    assert (layout.manifest.read_bytes(), layout.schema.read_bytes()) == before


def test_every_url_is_relative_and_leads_to_a_file(layout: Layout, site: Manifest) -> None:
    found = urls(json.loads(layout.manifest.read_text(encoding="utf-8")))
    local = [url for url in found if not url.startswith("https://example.org/")]
    assert len(local) > 20
    for url in local:
        assert not re.match(r"/|[a-z]+:", url)
        assert (layout.output / url).is_file(), url


def test_no_absolute_path_is_in_any_text_file(layout: Layout, site: Manifest) -> None:
    for path in layout.output.rglob("*"):
        if path.suffix in (".json", ".html", ".txt", ".css", ".js"):
            text = path.read_text(encoding="utf-8")
            assert str(layout.root) not in text, path
            assert "file:/" not in text.replace('"file:"', ""), path


def test_the_glossary_that_was_listened_for_is_never_published(layout: Layout, make_episode: Make) -> None:
    """It names the people of other stories; episodes that an earlier version published hold it."""
    heard = {"speech": {"engine": "fake", "options": {"beam": 4, "hints": ["Berenguera"]}, "passes": [{"hints": []}]}}
    episode = make_episode(story_with(layout), provenance=heard)
    public = {"speech": {"engine": "fake", "options": {"beam": 4}, "passes": [{}]}}
    assert episode.tracks[0].provenance == public
    data = episode.model_dump(mode="json")
    data["tracks"][0]["provenance"] = heard
    assert Episode.model_validate(data).tracks[0].provenance == public


def test_an_absolute_path_in_the_provenance_is_shortened(layout: Layout, make_episode: Make) -> None:
    model = str(layout.root / "models" / "base")
    episode = make_episode(story_with(layout), provenance={"model": model, "steps": [{"from": model}]})
    assert episode.tracks[0].provenance == {"model": "base", "steps": [{"from": "base"}]}


def test_the_episode_of_a_story_is_also_in_its_own_file(layout: Layout, site: Manifest) -> None:
    path = story_with(layout).paths.episode
    assert load_episode(path) == site.episodes[0]
    data = json.loads(path.read_text(encoding="utf-8"))
    url = data["episode"]["sources"][0]["url"]
    assert (path.parent / data["base"] / url).is_file()


def test_a_manifest_can_be_read_back(layout: Layout, site: Manifest) -> None:
    assert Manifest.model_validate_json(layout.manifest.read_bytes()) == site


@pytest.mark.parametrize("content", [None, "", "{}", '{"schema_version": "9.0"}'])
def test_an_unreadable_file_is_an_error_with_its_name(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "episode.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(VeusError, match=r"episode\.json"):
        load_episode(path)


def test_the_series_is_a_draft_while_an_episode_is_one(layout: Layout, make_episode: Make) -> None:
    approved = make_episode(story_with(layout), status="approved")
    draft = make_episode(story_with(layout, "laura"))
    settings = settings_with()
    assert build_manifest(settings, [approved]).status == "approved"
    assert build_manifest(settings, [approved, draft]).status == "draft"
    assert build_manifest(settings, []).status == "approved"
