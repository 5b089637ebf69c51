"""What pages load: under names that hold the hash of the very bytes, and all that templates ask for."""

from __future__ import annotations

import base64
import hashlib

from pipeline.project.layout import Layout
from pipeline.site.static_files import FOLDER, JOINED, static_files, static_paths, write_static


def test_a_name_and_an_integrity_are_those_of_the_bytes() -> None:
    for name, file in static_files().items():
        digest = hashlib.sha384(file.content)
        stem, _, suffix = name.rpartition(".")
        assert file.name == f"{stem}.{digest.hexdigest()[:10]}.{suffix}"
        assert file.integrity == f"sha384-{base64.b64encode(digest.digest()).decode()}"


def test_each_file_is_sent_once_alone_or_within_another() -> None:
    inside = {one for names in JOINED.values() for one in names}
    there = {path.name for path in FOLDER.iterdir()}
    assert inside <= there and set(static_files()) == (there - inside) | set(JOINED)


def test_scripts_and_styles_are_smaller_and_all_else_is_as_it_is() -> None:
    for name, file in static_files().items():
        source = b"".join((FOLDER / one).read_bytes() for one in JOINED.get(name, (name,)))
        assert len(file.content) < len(source) if name.endswith((".css", ".js")) else file.content == source


def test_what_is_written_stands_beside_that_of_earlier_builds(layout: Layout) -> None:
    layout.static.mkdir(parents=True)
    (layout.static / "site.0123456789.css").write_text("old")
    assert write_static(layout) == static_paths(layout)
    assert {path.read_bytes() for path in static_paths(layout)} == {file.content for file in static_files().values()}
    assert len(list(layout.static.iterdir())) == len(static_files()) + 1
