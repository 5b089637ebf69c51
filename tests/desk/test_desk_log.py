"""What a log has of the review page: each request that fails, and nothing that reviewers write or get in by."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_series import Site

from pipeline import logs
from pipeline.desk.desk_service import ReviewDesk
from pipeline.project.layout import StoryLayout


@pytest.fixture
def log(tmp_path: Path, site: Site) -> Iterator[Path]:
    file = tmp_path / "veus.log"
    with logs.writing(file):
        yield file


def test_a_request_that_is_answered_as_asked_leaves_no_line(site: Site, log: Path) -> None:
    assert site.get("/ca/joel").status == site.get("/api/joel").status == 200
    assert log.read_text("utf-8") == ""


def test_who_is_not_let_in(site: Site, log: Path) -> None:
    token = site.door.token
    assert site.send("GET", f"/ca/joel?token={token[:-1]}x").status == 401
    assert site.send("GET", f"/ca/joel?token={token}", host="elsewhere").status == 400
    said = log.read_text("utf-8")
    assert "pipeline.serving: GET /ca/joel: status 401, " in said and "status 400" in said
    assert token not in said and token[:-1] not in said


def test_what_cannot_be_done_is_told_with_its_error(site: Site, log: Path, paths: StoryLayout) -> None:
    assert site.get("/api/none").status == 404
    paths.srt("ca").write_text("Berenguera no té cap hora\n", "utf-8")
    assert site.get("/api/joel/tracks/ca").status == 422
    assert site.write("PUT", "/api/joel/tracks/ca", {"text": "Bon dia, Berenguera"}).status == 400
    said = log.read_text("utf-8")
    assert "GET /api/none – NotHere: " in said and "GET /api/none: status 404" in said
    assert "GET /api/joel/tracks/ca – SubtitleError: " in said and "pipeline/subtitles/srt.py" in said
    assert "PUT /api/joel/tracks/ca: status 400" in said
    assert "Berenguera" not in said


def test_what_is_a_fault_of_ours_is_told_with_its_traceback(
    site: Site, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("Bon dia a tothom")

    monkeypatch.setattr(ReviewDesk, "story", broken)
    logging.getLogger("uvicorn.error").disabled = True
    try:
        assert site.get("/api/joel").status == 500
    finally:
        logging.getLogger("uvicorn.error").disabled = False
    said = log.read_text("utf-8")
    assert "ERROR" in said and "no answer, " in said and "ValueError: … [" in said
    assert "Bon dia" not in said
