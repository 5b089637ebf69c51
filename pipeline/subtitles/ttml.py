"""TTML (IMSC 1.1 text profile, which EBU-TT-D players read too) out, and whatever TTML `ttconv` understands in.

Source: W3C, TTML Profiles for Internet Media Subtitles and Captions 1.1; EBU Tech 3380 (two lines, a safe area).
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from pipeline.cues import Cue, Lang
from pipeline.errors import SubtitleError
from pipeline.messages import tr
from pipeline.subtitles.exchanged import FilmInfo, Incoming, Outgoing, understood
from pipeline.subtitles.ttml_cues import paragraphs_of
from pipeline.subtitles.ttml_names import METADATA, STYLING, TTML, XML
from pipeline.subtitles.ttml_times import with_readable_times
from pipeline.xmlchars import for_xml

#: Content profile of IMSC 1.1 text (IMSC 1.1, §6.2).
PROFILE = "http://www.w3.org/ns/ttml/profile/imsc1.1/text"

#: Elements of a document that is read: some 3,000 paragraphs of a few parts are a film of three hours.
MAX_ELEMENTS = 100_000

_RUBY = f"{{{STYLING}}}ruby"
_EXTENT = f"{{{STYLING}}}extent"
_PIXELS = re.compile(r"([0-9]{1,5}(?:\.[0-9]+)?)px\s+([0-9]{1,5}(?:\.[0-9]+)?)px")
#: Usual screens, in pixels, the smallest first.
_SCREENS = ((640, 480), (720, 576), (1280, 720), (1920, 1080), (3840, 2160), (7680, 4320))
_OURS = "urn:veus:exchange"
#: Letters of words left out that are quoted.
_QUOTED = 80
_BARE = re.compile(rb"(<tt)(?=[\s>])")
#: Namespaces of the drafts that became TTML ("DFXP").
_DRAFTS = re.compile(rb"http://www\.w3\.org/2006/(?:04|10)/ttaf1(#style(?=[\"']))?")


def write(outgoing: Outgoing) -> bytes:
    """Times are clock times to the millisecond; a cue at the top has the region "top"; a speaker is an agent."""
    return as_bytes(tree(outgoing), {"ttm": METADATA})


def tree(outgoing: Outgoing) -> ET.ElementTree[ET.Element]:
    """The document, before it is written."""
    import ttconv.imsc.writer as imsc
    from ttconv.imsc.attributes import TimeExpressionSyntaxEnum
    from ttconv.imsc.config import ContentProfilesSignaling, IMSCWriterConfiguration

    settings = IMSCWriterConfiguration(
        time_format=TimeExpressionSyntaxEnum.clock_time, profile_signaling=ContentProfilesSignaling.CONTENT_PROFILES
    )
    made: ET.ElementTree[ET.Element] = imsc.from_model(_document(outgoing), settings)
    root = made.getroot()
    _add_metadata(root, outgoing)
    for paragraph in root.iter(f"{{{TTML}}}p"):
        paragraph.tail = "\n"  # a line each, for editors and diffs
    return made


def as_bytes(made: ET.ElementTree[ET.Element], prefixes: Mapping[str, str]) -> bytes:
    """A document as a file; prefixes: of namespaces that ttconv does not name."""
    for prefix, namespace in {**prefixes, "veus": _OURS}.items():
        ET.register_namespace(prefix, namespace)
    out = io.BytesIO()
    made.write(out, encoding="utf-8", xml_declaration=True)
    return out.getvalue() + b"\n"


def _document(outgoing: Outgoing) -> Any:
    from ttconv import model

    document = model.ContentDocument()
    document.set_lang(outgoing.track.lang)
    document.set_content_profiles({PROFILE})
    regions = {top: _region(document, top) for top in (False, True)}
    body, div = model.Body(document), model.Div(document)
    document.set_body(body)
    body.push_child(div)
    for number, cue in enumerate(outgoing.track.cues, 1):
        div.push_child(_paragraph(document, number, cue, regions[cue.top]))
    return document


def _region(document: Any, top: bool) -> Any:
    """The middle 80 % of the picture, text at its lower or upper edge, white on black as it is burned in."""
    from ttconv import model
    from ttconv import style_properties as styles

    def part(value: float) -> Any:
        return styles.LengthType(value, styles.LengthType.Units.pct)

    region = model.Region("top" if top else "bottom", document)
    align = styles.DisplayAlignType.before if top else styles.DisplayAlignType.after
    look = {
        styles.StyleProperties.Origin: styles.CoordinateType(x=part(10), y=part(10)),
        styles.StyleProperties.Extent: styles.ExtentType(height=part(80), width=part(80)),
        styles.StyleProperties.DisplayAlign: align,
        styles.StyleProperties.TextAlign: styles.TextAlignType.center,
        styles.StyleProperties.FontFamily: (styles.GenericFontFamilyType.proportionalSansSerif,),
        styles.StyleProperties.FontSize: part(80),
        styles.StyleProperties.LineHeight: part(125),
        styles.StyleProperties.Color: styles.NamedColors.white.value,
    }
    for name, value in look.items():
        region.set_style(name, value)
    document.put_region(region)
    return region


def _paragraph(document: Any, number: int, cue: Cue, region: Any) -> Any:
    from ttconv import model
    from ttconv import style_properties as styles

    paragraph = model.P(document)
    paragraph.set_id(f"c{number}")
    paragraph.set_begin(Fraction(cue.start, 1000))
    paragraph.set_end(Fraction(cue.end, 1000))
    paragraph.set_region(region)
    paragraph.set_space(model.WhiteSpaceHandling.PRESERVE)
    for place, line in enumerate(cue.lines):
        if place:
            paragraph.push_child(model.Br(document))
        span = model.Span(document)
        span.set_space(model.WhiteSpaceHandling.PRESERVE)
        span.set_style(styles.StyleProperties.BackgroundColor, styles.NamedColors.black.value)
        span.push_child(model.Text(document, for_xml(line)))
        paragraph.push_child(span)
    return paragraph


def _add_metadata(root: ET.Element, outgoing: Outgoing) -> None:
    """Which version this is, and who speaks: `ttconv` has no words for either."""
    cues = outgoing.track.cues
    names = sorted({cue.speaker for cue in cues if cue.speaker})
    head = root.find(f"{{{TTML}}}head")
    assert head is not None  # there are regions in it
    metadata = ET.Element(f"{{{TTML}}}metadata")
    head.insert(0, metadata)
    track = {"story": outgoing.story, "lang": outgoing.name, "sha256": outgoing.sha256}
    ET.SubElement(metadata, f"{{{_OURS}}}track", track)
    for number, name in enumerate(names, 1):
        agent = ET.SubElement(metadata, f"{{{METADATA}}}agent", {f"{{{XML}}}id": f"a{number}", "type": "person"})
        ET.SubElement(agent, f"{{{METADATA}}}name", {"type": "full"}).text = for_xml(name)
    for paragraph, cue in zip(root.iter(f"{{{TTML}}}p"), cues, strict=True):
        if cue.speaker:
            paragraph.set(f"{{{METADATA}}}agent", f"a{names.index(cue.speaker) + 1}")


def read(data: bytes, film: FilmInfo, path: Path | None) -> Incoming:
    """Raises SubtitleError. No entity is resolved and no document type accepted: TTML needs neither."""
    root = _parsed(data, path)
    _with_ids(root)
    others = _without_others(root, film.lang)
    try:
        timed = with_readable_times(root, film.fps)
    except ValueError as error:
        raise _unreadable(path, error.args[0]) from error
    _with_screen(root)
    track = root.find(f".//{{{_OURS}}}track")
    ours = dict(track.attrib) if track is not None else {}
    agents = {} if ours else _agents(root)  # there the words say who speaks, and people may have changed that
    found = paragraphs_of(_model(root, path), agents)
    if _letters("".join([*(cue.text for cue in found.cues), *found.hidden])) < sum(
        map(_words_in, root.iter(f"{{{TTML}}}p"))
    ):
        raise _unreadable(path, tr("its times are such that some of its words would be lost"))
    sha256 = ours.get("sha256", "")
    known = sha256 if re.fullmatch("[0-9a-f]{64}", sha256) else None
    cues, mended = understood(found.cues, film, ours=known is not None)
    hidden = [
        tr("“{words}”: is marked as not to be shown; left out.", words=" ".join(text.split())) for text in found.hidden
    ]
    remarks = (*others, *timed, *found.remarks, *hidden, *mended)
    return Incoming(cues, remarks, known, ours.get("story"), ours.get("lang"))


def _with_screen(root: ET.Element) -> None:
    """How large the screen is, where places are in pixels and nobody says: the smallest usual one that holds them.
    ttconv takes 1920 × 1080, so that a caption at the foot of a smaller screen would be at the top."""
    if root.get(_EXTENT) is not None:
        return
    right = bottom = 0.0
    for one in root.iter():
        if origin := _PIXELS.fullmatch(one.get(f"{{{STYLING}}}origin", "").strip()):
            extent = _PIXELS.fullmatch(one.get(_EXTENT, "").strip())
            width, height = map(float, extent.groups()) if extent else (0.0, 0.0)
            right, bottom = max(right, float(origin[1]) + width), max(bottom, float(origin[2]) + height)
    if bottom:
        wide, high = next((one for one in _SCREENS if one[0] >= right and one[1] >= bottom), _SCREENS[-1])
        root.set(_EXTENT, f"{wide}px {high}px")


def _words_in(element: ET.Element) -> int:
    """Letters that are to be shown: those of remarks inside, and of how to pronounce what, are not."""
    own = element.tag.startswith(f"{{{TTML}}}") and element.get(_RUBY) not in ("text", "textContainer", "delimiter")
    inside = _letters(element.text or "") + sum(map(_words_in, element)) if own else 0
    return inside + (0 if element.tag == f"{{{TTML}}}p" else _letters(element.tail or ""))


def _letters(text: str) -> int:
    return len("".join(text.split()))


def _parsed(data: bytes, path: Path | None) -> ET.Element:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: ET.Element = fromstring(_DRAFTS.sub(_namespace, data), forbid_dtd=True)
    except DefusedXmlException as error:
        raise SubtitleError(
            tr("this file declares XML entities or a document type, which no TTML needs; it was not read."),
            where=path,
            remedy=tr("Save it again with a subtitle editor."),
        ) from error
    except (ET.ParseError, ValueError, LookupError) as error:
        raise _unreadable(path, tr("it is not XML ({error})", error=error)) from error
    if root.tag == "tt":  # a program that names no namespace, or forgets to
        return _parsed(_BARE.sub(rb'\1 xmlns="%s"' % TTML.encode(), data, count=1), path)
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise _unreadable(path, tr("it has more than {number} elements, which no track needs", number=MAX_ELEMENTS))
    if root.tag != f"{{{TTML}}}tt":
        raise _unreadable(path, tr('it opens with "{name}"', name=root.tag))
    return root


def _with_ids(root: ET.Element) -> None:
    """The drafts call elements by `id`."""
    for one in root.iter():
        if (name := one.get("id")) and one.get(f"{{{XML}}}id") is None:
            one.set(f"{{{XML}}}id", name)


def _namespace(match: re.Match[bytes]) -> bytes:
    """What a namespace of the drafts is called now."""
    return (STYLING if match[1] else TTML).encode()


def _without_others(root: ET.Element, lang: Lang | None) -> list[str]:
    """Takes divisions in other languages out of a document that has one in `lang`, as players do; remarks."""
    divisions = [(parent, one) for parent in root.iter() for one in parent if one.tag == f"{{{TTML}}}div"]
    langs = [(parent, one, one.get(f"{{{XML}}}lang", "").partition("-")[0].lower()) for parent, one in divisions]
    if lang is None or all(code != lang for *_, code in langs):
        return []
    remarks: list[str] = []
    for parent, one, code in langs:
        if code not in ("", "und", lang):
            parent.remove(one)
            words = " ".join(" ".join(one.itertext()).split())
            remarks.append(tr("“{words}” is in another language ({lang}); left out.", words=words[:_QUOTED], lang=code))
    return remarks


def _agents(root: ET.Element) -> dict[str, str]:
    """Names of speakers by the mark that each paragraph gets which says who speaks.

    `ttconv` knows neither agents nor ids of paragraphs; languages it passes on, so that is where the marks are put.
    """
    people = {}
    for agent in root.iter(f"{{{METADATA}}}agent"):
        name = agent.find(f"{{{METADATA}}}name")
        if name is not None and name.text and name.text.strip():
            people[agent.get(f"{{{XML}}}id", "")] = " ".join(name.text.split())
    found = {}
    for number, paragraph in enumerate(root.iter(f"{{{TTML}}}p")):
        who = people.get(paragraph.get(f"{{{METADATA}}}agent", ""))
        if who:
            mark = f"x-veus-{number}"
            paragraph.set(f"{{{XML}}}lang", mark)
            found[mark] = who
    return found


def _model(root: ET.Element, path: Path | None) -> Any:
    import ttconv.imsc.reader as imsc

    try:
        document = imsc.to_model(ET.ElementTree(root))
    except Exception as error:  # ttconv answers odd files with errors of every kind
        raise _unreadable(path, f"{type(error).__name__}: {error}") from error
    if document is None:
        raise _unreadable(path, tr("its body cannot be understood"))
    return document


def _unreadable(path: Path | None, why: str) -> SubtitleError:
    return SubtitleError(
        tr("this file cannot be read as TTML: {why}.", why=why),
        where=path,
        remedy=tr("Save it as TTML (IMSC or EBU-TT-D) or as SubRip, and import that."),
    )
