"""TTML from elsewhere, and what is no TTML."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from exchange_tools import back, outgoing

from pipeline.cues import Cue
from pipeline.errors import SubtitleError
from pipeline.subtitles import formats
from pipeline.subtitles.exchanged import FilmInfo
from pipeline.subtitles.looks import STRUCK
from pipeline.subtitles.srt import FORMATTING

HEAD = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" '
    'xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="ca" '
    'ttp:timeBase="media" ttp:frameRate="25">'
)


def read(body: str, folder: Path, head: str = "") -> list[tuple[int, int, str]]:
    text = f"{HEAD}<head>{head}</head><body>{body}</body></tt>"
    return [(cue.start, cue.end, cue.text) for cue in back(text.encode(), "ttml", folder).cues]


def test_times_of_every_kind_and_of_what_is_around(tmp_path: Path) -> None:
    body = """<div begin="10s" end="1h">
        <p begin="00:00:01.500" end="00:00:02.500">  Hola,\n          bon dia  </p>
        <p begin="3s" dur="1500ms">frames <br/> i <span>salts</span></p>
        <p begin="00:00:05:10" end="00:00:06:00">fotogrames</p></div>"""
    assert read(body, tmp_path) == [
        (11500, 12500, "Hola, bon dia"),
        (13000, 14500, "frames\ni salts"),
        (15400, 16000, "fotogrames"),
    ]


def test_parts_with_times_of_their_own_are_cues(tmp_path: Path) -> None:
    body = '<div><p begin="1s" end="9s"><span end="2s">un</span> <span begin="3s" end="5s">dos</span></p></div>'
    assert read(body, tmp_path) == [(1000, 3000, "un"), (4000, 6000, "dos")]


def test_words_without_times_are_not_dropped(tmp_path: Path) -> None:
    assert [text for *_, text in read("<div><p>sense temps</p></div>", tmp_path)] == ["sense temps"]


def test_a_file_of_which_words_would_be_lost_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SubtitleError, match="some of its words would be lost"):
        read('<div><p begin="1s" end="1s">Hola</p></div>', tmp_path)


@pytest.mark.parametrize("holder", ["body", "div", "p"])
def test_a_begin_without_an_end_counts_for_all_inside(tmp_path: Path, holder: str) -> None:
    at = {name: ' begin="10s"' if name == holder else "" for name in ("body", "div", "p")}
    one, two = (f'<span begin="{k}s" end="{k + 1}s">{word}</span>' for k, word in ((1, "un"), (20, "dos")))
    text = f"{HEAD}<body{at['body']}><div{at['div']}><p{at['p']}>{one}{two}</p></div></body></tt>"
    incoming = back(text.encode(), "ttml", tmp_path)
    assert [(cue.start, cue.end, cue.text) for cue in incoming.cues] == [(11000, 12000, "un"), (30000, 31000, "dos")]
    assert incoming.remarks == ()


def test_what_is_not_to_be_shown_is_left_out_and_told(tmp_path: Path) -> None:
    head = '<styling><style xml:id="no" tts:display="none"/></styling>'
    body = (
        '<div><p begin="1s" end="2s" tts:display="none">amagat</p><p begin="3s" end="4s">clar'
        '<span tts:visibility="hidden"> secret</span></p></div><div style="no"><p begin="5s" end="6s">res</p></div>'
    )
    incoming = back(f"{HEAD}<head>{head}</head><body>{body}</body></tt>".encode(), "ttml", tmp_path)
    assert [cue.text for cue in incoming.cues] == ["clar"]
    assert incoming.remarks == ("“amagat”: is marked as not to be shown; left out. (So in 2 more places.)",)


@pytest.mark.parametrize(
    ("head", "body", "times", "hidden"),
    [
        (
            "",
            '<p begin="1s" end="9s" tts:display="none"><set begin="2s" end="4s" tts:display="auto"/>un</p>',
            (3, 5),
            0,
        ),
        (
            "",
            '<p begin="1s" end="9s" tts:visibility="hidden"><set begin="2s" tts:visibility="visible"/>un</p>',
            (3, 9),
            0,
        ),
        ("", '<p begin="1s" end="9s"><set begin="4s" tts:display="none"/>un</p>', (1, 5), 0),
        ("", '<p begin="1s" end="9s"><set begin="2s" end="4s" tts:display="none"/>un</p>', (1, 9), 0),
        (
            '<layout><region xml:id="r" tts:display="none"><set end="3s" tts:display="auto"/></region></layout>',
            '<p region="r" begin="1s" end="5s">un</p><p region="r" begin="5s" end="7s">mai</p>',
            (1, 3),
            1,
        ),
        ("", '<p begin="1s" end="5s">un<span tts:display="none"><set tts:display="none"/>mai</span></p>', (1, 5), 1),
    ],
)
def test_what_is_shown_for_a_while_alone_has_that_time(
    tmp_path: Path, head: str, body: str, times: tuple[int, int], hidden: int
) -> None:
    text = f"{HEAD}<head>{head}</head><body><div>{body}</div></body></tt>"
    incoming = back(text.encode(), "ttml", tmp_path)
    assert [(cue.start, cue.end, cue.text) for cue in incoming.cues] == [(1000 * times[0], 1000 * times[1], "un")]
    assert incoming.remarks == hidden * ("“mai”: is marked as not to be shown; left out.",)


@pytest.mark.parametrize(
    ("head", "around", "paragraph", "inside"),
    [
        ('<layout><region xml:id="r" tts:fontStyle="italic"/></layout>', "", 'region="r"', ""),
        ('<layout><region xml:id="r"><style tts:fontWeight="bold"/></region></layout>', "", 'region="r"', ""),
        ('<layout><region xml:id="r" tts:fontStyle="italic"/></layout>', 'region="r"', "", ""),
        (
            '<styling><style xml:id="b" style="a"/><style xml:id="a" tts:fontStyle="italic"/></styling>',
            "",
            'style="b"',
            "",
        ),
        ("", 'tts:textDecoration="underline"', "", ""),
        ("", "", "", '<set begin="0s" end="1s" tts:color="red"/>'),
    ],
)
def test_looks_are_told_wherever_they_are_said(
    tmp_path: Path, head: str, around: str, paragraph: str, inside: str
) -> None:
    def told(more: str) -> tuple[str, ...]:
        body = f'<div {around}><p {paragraph} begin="1s" end="2s">{inside}{more}</p></div>'
        body += '<div><p begin="3s" end="4s">dos</p><p begin="5s" end="6s">tres</p></div>'
        return back(f"{HEAD}<head>{head}</head><body>{body}</body></tt>".encode(), "ttml", tmp_path).remarks

    assert told("un") == (f"caption at 00:00:01.000: {FORMATTING}",)
    upright = 'tts:fontStyle="normal" tts:fontWeight="normal" tts:textDecoration="noUnderline"'
    assert told(f"<span {upright}>un</span>") == (told("un") if inside else ())


def test_colours_of_regions_are_told_where_they_differ(tmp_path: Path) -> None:
    def told(*colours: str) -> tuple[str, ...]:
        head = "".join(f'<region xml:id="r{n}" tts:color="{one}"/>' for n, one in enumerate(colours))
        body = "".join(f'<p region="r{n}" begin="{n + 1}s" end="{n + 2}s">un</p>' for n in range(len(colours)))
        text = f"{HEAD}<head><layout>{head}</layout></head><body><div>{body}</div></body></tt>"
        return back(text.encode(), "ttml", tmp_path).remarks

    assert told("yellow", "yellow") == ()
    assert told("white", "white", "yellow") == (f"caption at 00:00:03.000: {FORMATTING}",)


def test_lines_shown_at_once_stand_as_on_the_screen(tmp_path: Path) -> None:
    places = {"a": "10% 80%", "b": "10% 88%", "top": "10% 5%", "px": "10px 20px"}
    head = "".join(f'<region xml:id="{name}" tts:origin="{at}" tts:extent="80% 8%"/>' for name, at in places.items())
    said = [("b", 1, "dos"), ("a", 1, "un"), ("b", 3, "parla"), ("top", 3, "RÈTOL")]
    body = "".join(f'<p region="{name}" begin="{at}s" end="{at + 1}s">{text}</p>' for name, at, text in said)
    body += '<p begin="5s" end="6s">sense regió</p>'
    text = f"{HEAD}<head><layout>{head}</layout></head><body><div>{body}</div></body></tt>"
    cues = back(text.encode(), "ttml", tmp_path).cues
    assert [(cue.text, cue.top) for cue in cues] == [
        ("un\ndos", False),
        ("RÈTOL", True),
        ("parla", False),
        ("sense regió", False),
    ]


@pytest.mark.parametrize(
    ("origin", "screen", "top"),
    [
        ("10px 400px", "", False),
        ("10px 20px", "", True),
        ("10px 400px", 'tts:extent="1920px 1080px"', True),
        ("100px 620px", "", False),
        ("100px 900px", "", False),
    ],
)
def test_places_in_pixels_are_of_the_screen_that_holds_them(
    tmp_path: Path, origin: str, screen: str, top: bool
) -> None:
    head = f'<layout><region xml:id="a" tts:origin="{origin}" tts:extent="500px 60px"/></layout>'
    text = (
        f'{HEAD[:-1]} {screen}><head>{head}</head><body><div><p region="a" begin="1s" end="2s">un</p></div></body></tt>'
    )
    assert [cue.top for cue in back(text.encode(), "ttml", tmp_path).cues] == [top]


def test_frames_without_a_rate_are_the_footages(tmp_path: Path) -> None:
    path = tmp_path / "a.ttml"
    bare = HEAD.replace('ttp:frameRate="25"', "")
    path.write_text(f'{bare}<body><div><p begin="00:00:03:15" end="200f">Hola</p></div></body></tt>', "utf-8")
    incoming = formats.read(path, FilmInfo(fps=Fraction(25)))
    assert [(cue.start, cue.end) for cue in incoming.cues] == [(3600, 8000)]
    assert "read at 25 frames a second" in incoming.remarks[0]
    ntsc = formats.read(path, FilmInfo(fps=Fraction(30000, 1001)))
    assert [(cue.start, cue.end) for cue in ntsc.cues] == [(3500, 6673)]


def test_frames_beyond_the_footages_rate_are_of_the_standards_thirty(tmp_path: Path) -> None:
    bare = HEAD.replace('ttp:frameRate="25"', "")
    (tmp_path / "a.ttml").write_text(
        f'{bare}<body><div><p begin="00:00:03:27" end="00:00:05:00">Hola</p></div></body></tt>', "utf-8"
    )
    incoming = formats.read(tmp_path / "a.ttml", FilmInfo(fps=Fraction(25)))
    assert [(cue.start, cue.end) for cue in incoming.cues] == [(3900, 5000)]
    assert "read at 30 frames a second" in incoming.remarks[0]


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("00:00:03,600", "00:00:07,500"),
        ("0:00:03.6", "0:00:07.5"),
        ("00:03.600", "00:07.500"),
        ("3.6", "7.5"),
        ("3,6 s", "7,5 s"),
        ("00:00:03;15", "00:00:07;12"),
        ("  00:00:03.600\n", "7500ms"),
    ],
)
def test_times_as_programs_write_them_that_do_not_keep_to_the_standard(tmp_path: Path, begin: str, end: str) -> None:
    read_as = read(f'<div><p begin="{begin}" end="{end}">Hola</p></div>', tmp_path)
    assert [text for *_, text in read_as] == ["Hola"]
    assert abs(read_as[0][0] - 3600) + abs(read_as[0][1] - 7500) <= 20


def test_times_that_had_to_be_guessed_are_told_once(tmp_path: Path) -> None:
    body = (
        '<div><p begin="00:00:01,000" end="00:00:02,000">un</p><p begin="00:00:03,000" end="00:00:04,000">dos</p></div>'
    )
    incoming = back(f"{HEAD}<body>{body}</body></tt>".encode(), "ttml", tmp_path)
    assert incoming.remarks == (
        "“00:00:01,000” is no time as the format has them; it was read as “00:00:01.000”. (So in 3 more places.)",
    )


@pytest.mark.parametrize(("begin", "end"), [("wallclock(2020)", "2s"), ("1s", "fi"), ("1s", "")])
def test_what_is_no_time_is_refused_with_its_words(tmp_path: Path, begin: str, end: str) -> None:
    with pytest.raises(SubtitleError, match="in it is no time"):
        read(f'<div><p begin="{begin}" end="{end}">Hola</p></div>', tmp_path)


@pytest.mark.parametrize(
    ("rate", "start"),
    [
        ('frameRate="30" ttp:frameRateMultiplier="1000:1001"', 30030),
        ('frameRate="30" ttp:frameRateMultiplier="1000 1001"', 30030),
        ('frameRate="29.97"', 30030),
        ('frameRate="23.976"', 37538),
    ],
)
def test_frame_rates_as_programs_write_them(tmp_path: Path, rate: str, start: int) -> None:
    head = HEAD.replace('frameRate="25"', rate)
    data = f'{head}<body><div><p begin="900f" end="50s">Hola</p></div></body></tt>'.encode()
    assert [cue.start for cue in back(data, "ttml", tmp_path).cues] == [start]


@pytest.mark.parametrize(
    ("rate", "start"),
    [
        ('frameRate="25"', 10000),
        ('frameRate="25" ttp:subFrameRate="2"', 5000),
        ('frameRate="30" ttp:frameRateMultiplier="1000 1001"', 8342),
        ('frameRate="25" ttp:tickRate="100"', 2500),
        ('tickRate="50"', 5000),
        ('dropMode="nonDrop"', 250000),
    ],
)
def test_ticks_are_sub_frames_where_only_the_frames_of_a_second_are_told(tmp_path: Path, rate: str, start: int) -> None:
    head = HEAD.replace('frameRate="25"', rate)
    data = f'{head}<body><div><p begin="250t" end="00:10:00.000">Hola</p></div></body></tt>'.encode()
    assert [cue.start for cue in back(data, "ttml", tmp_path).cues] == [start]


def test_text_without_an_end_stays_until_the_next_begins(tmp_path: Path) -> None:
    body = '<div><p begin="1s">un</p><p begin="4s">dos</p><p begin="20s">tres</p><p begin="40s" end="41s">fi</p></div>'
    incoming = back(f"{HEAD}<body>{body}</body></tt>".encode(), "ttml", tmp_path)
    assert [(cue.start, cue.end) for cue in incoming.cues] == [
        (1000, 4000),
        (4000, 11000),
        (20000, 27000),
        (40000, 41000),
    ]
    assert incoming.remarks == (
        "caption at 00:00:01.000: has no end; it stays until the next, 7 s at most. (So in 2 more places.)",
    )


def test_the_drafts_before_ttml_are_read(tmp_path: Path) -> None:
    text = HEAD.replace("http://www.w3.org/ns/ttml", "http://www.w3.org/2006/10/ttaf1")
    data = f'{text}<body><div><p begin="1s" end="2s">Hola</p></div></body></tt>'.encode()
    assert [cue.text for cue in back(data, "ttml", tmp_path).cues] == ["Hola"]


def test_a_document_without_a_namespace_is_read(tmp_path: Path) -> None:
    data = b'<tt xml:lang="ca"><body><div><p begin="1s" end="2s">Hola</p></div></body></tt>'
    assert [cue.text for cue in back(data, "ttml", tmp_path).cues] == ["Hola"]


def test_styles_of_the_drafts_are_found_by_their_id(tmp_path: Path) -> None:
    head = '<styling><style id="a" tts:fontStyle="italic"/></styling>'
    body = '<div><p style="a" begin="1s" end="2s">Hola</p></div>'
    text = HEAD.replace("http://www.w3.org/ns/ttml", "http://www.w3.org/2006/10/ttaf1").replace("#styling", "#style")
    data = f"{text}<head>{head}</head><body>{body}</body></tt>".encode()
    assert back(data, "ttml", tmp_path).remarks == (f"caption at 00:00:01.000: {FORMATTING}",)


@pytest.mark.parametrize("place", ["p", "span", "region"])
def test_words_that_are_struck_through_are_told(tmp_path: Path, place: str) -> None:
    struck = 'tts:textDecoration="lineThrough"'
    within = {name: struck if name == place else "" for name in ("p", "span", "region")}
    head = f'<layout><region xml:id="r" {within["region"]}/></layout>'
    words = f"<span {within['span']}>Digues</span>"
    body = f'<div><p region="r" begin="1s" end="2s" {within["p"]}>{words}</p></div>'
    incoming = back(f"{HEAD}<head>{head}</head><body>{body}</body></tt>".encode(), "ttml", tmp_path)
    assert [cue.text for cue in incoming.cues] == ["Digues"]
    assert incoming.remarks == (f"caption at 00:00:01.000: {STRUCK}",)


def test_words_beside_italics_are_not_glued(tmp_path: Path) -> None:
    body = '<div><p begin="1s" end="2s">Digues <span tts:fontStyle="italic">mai</span> més</p></div>'
    assert read(body, tmp_path) == [(1000, 2000, "Digues mai més")]


def test_remarks_and_pronunciations_are_no_captions(tmp_path: Path) -> None:
    ruby = '<span tts:ruby="container"><span tts:ruby="base">水</span><span tts:ruby="text">mizu</span></span>'
    body = f'<div><p begin="1s" end="2s"><metadata><ttm:desc>nota</ttm:desc></metadata>{ruby} sí</p></div>'
    assert read(body, tmp_path) == [(1000, 2000, "水 sí")]


def test_the_top_and_who_speaks(tmp_path: Path) -> None:
    head = (
        '<metadata><ttm:agent xml:id="x" type="person"><ttm:name type="full">Laura</ttm:name></ttm:agent>'
        '<ttm:agent xml:id="y" type="person"><ttm:name type="full">Pau</ttm:name></ttm:agent></metadata>'
        '<layout><region xml:id="up" tts:origin="10% 5%" tts:extent="80% 20%" tts:displayAlign="after"/></layout>'
    )
    one, two = 'begin="1s" end="2s" region="up" ttm:agent="x"', 'begin="3s" end="4s" ttm:agent="y"'
    body = f"<div><p {one}>Hola</p><p {two}>Ei</p></div>"
    text = f"{HEAD}<head>{head}</head><body>{body}</body></tt>"
    cues = back(text.encode(), "ttml", tmp_path).cues
    assert [(cue.text, cue.top) for cue in cues] == [("LAURA: Hola", True), ("PAU: Ei", False)]


def test_ours_names_its_profile_language_and_regions() -> None:
    text = formats.write(outgoing((Cue(0, 1500, "A\nB", top=True),)), "ttml").decode()
    assert 'xml:lang="ca"' in text
    assert "imsc1.1/text" in text
    assert 'begin="00:00:00.000" end="00:00:01.500"' in text
    assert 'region="top"' in text
    assert "<br" in text


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is not XML"),
        (b"Hola", "it is not XML"),
        (b"<html/>", 'it opens with "html"'),
        (b'<?xml version="1.0" encoding="x-no"?><tt/>', "it is not XML"),
        (b'<!DOCTYPE tt [<!ENTITY a SYSTEM "file:///etc/passwd">]><tt>&a;</tt>', "declares XML entities"),
        (b'<!DOCTYPE tt [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><tt>&b;</tt>', "declares XML entities"),
        ((HEAD + "<body><div>" + "<p>" * 3000).encode(), "cannot be read as TTML"),
        ((HEAD + "<body><div>" + "<p/>" * 100_001 + "</div></body></tt>").encode(), "more than 100000 elements"),
        ((HEAD + "<body>" + "<div>" * 3000 + "</div>" * 3000 + "</body></tt>").encode(), "cannot be read as TTML"),
        ((HEAD + '<body><div><p begin="x" end="2s">a</p></div></body></tt>').encode(), '"x" in it is no time'),
    ],
)
def test_what_is_no_ttml_is_told(tmp_path: Path, data: bytes, why: str) -> None:
    with pytest.raises(SubtitleError, match=why):
        back(data, "ttml", tmp_path)


def timed(begin: str, rate: str, tmp_path: Path) -> tuple[list[int], str]:
    head = HEAD.replace('ttp:timeBase="media" ttp:frameRate="25"', rate)
    found = back(f'{head}<body><div><p begin="{begin}" dur="2s">Hola</p></div></body></tt>'.encode(), "ttml", tmp_path)
    return [cue.start for cue in found.cues], " ".join(found.remarks)


DROP = 'ttp:timeBase="smpte" ttp:dropMode="dropNTSC" '


@pytest.mark.parametrize(
    ("begin", "rate", "start"),
    [
        ("00:00:10:00", DROP + 'ttp:frameRate="30" ttp:frameRateMultiplier="999 1000"', 10010),  # as Apple has it
        ("00:00:10:00", DROP + 'ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001"', 10010),
        ("00:00:10:00", DROP + 'ttp:frameRate="30"', 10010),
        ("00:00:10:00", DROP, 10010),
        ("00:10:00:00", DROP, 599999),
        ("00:00:60.500", "", 60500),
        ("00:75:30.000", "", 4530000),
        ("00:00:01:12.1", 'ttp:frameRate="25" ttp:subFrameRate="2"', 1500),
        ("00:00:01:27", 'ttp:frameRate="25"', 2080),
        ("00:00:60:12", 'ttp:timeBase="smpte" ttp:frameRate="25"', 60480),
    ],
)
def test_no_time_is_taken_for_the_begin_of_the_film(tmp_path: Path, begin: str, rate: str, start: int) -> None:
    """As ttconv does with what it cannot read, with a word to its log alone."""
    assert timed(begin, rate, tmp_path) == ([start], "")


def test_offsets_in_frames_count_all_of_them() -> None:
    """They do not tell how far the timecode of a second counts."""
    said = "".join(f'<p begin="{at}f" end="{at + 40}f">Hola</p>' for at in range(100, 900, 100))
    bare = HEAD.replace('ttp:frameRate="25"', "")
    data = f"{bare}<body><div>{said}</div></body></tt>".encode()
    found = formats.read_bytes(data, "ttml", FilmInfo(lang="ca", fps=Fraction(50)))
    assert [cue.start for cue in found.cues] == [at * 20 for at in range(100, 900, 100)]


def test_frames_are_dropped_at_two_rates_alone(tmp_path: Path) -> None:
    assert timed("00:00:10:00", DROP + 'ttp:frameRate="29.97"', tmp_path)[0] == [10010]
    starts, told = timed("00:00:10:05", DROP + 'ttp:frameRate="25"', tmp_path)
    assert starts == [10200] and "they were not" in told


def test_words_that_are_timed_alike_stay_apart(tmp_path: Path) -> None:
    spans = [f'<span begin="1s" end="{end}s">{word}</span>' for end, word in ((3, "Bon dia"), (3, "a tothom"))]
    assert read(f"<div><p>{'<br/>'.join(spans)}</p></div>", tmp_path) == [(1000, 3000, "Bon dia\na tothom")]
    assert read(f"<div><p>{' '.join(spans)}</p></div>", tmp_path) == [(1000, 3000, "Bon dia a tothom")]


def test_a_name_that_somebody_took_out_of_our_file_stays_out(tmp_path: Path) -> None:
    cues = (Cue(0, 1000, "LAURA: Hola.", "Laura"), Cue(2000, 3000, "PAU: Ei.", "Pau"))
    data = formats.write(outgoing(cues), "ttml").replace(b"LAURA: ", b"")
    assert [cue.text for cue in back(data, "ttml", tmp_path).cues] == ["Hola.", "PAU: Ei."]


@pytest.mark.parametrize("ending", ["itt", "dfxp", "imsc", "xml"])
def test_ttml_is_read_whatever_programs_call_it(tmp_path: Path, ending: str) -> None:
    """.itt is what Final Cut and the iTunes Store have."""
    apple = (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="ca" '
        'ttp:timeBase="smpte" ttp:frameRate="24" ttp:frameRateMultiplier="999 1000" ttp:dropMode="nonDrop">'
        '<head/><body><div><p begin="00:00:03:12" end="00:00:07:00">Bon dia<br/>a tothom</p></div></body></tt>'
    )
    (tmp_path / f"joel.{ending}").write_text(apple, "utf-8")
    assert [cue.text for cue in formats.read(tmp_path / f"joel.{ending}").cues] == ["Bon dia\na tothom"]
