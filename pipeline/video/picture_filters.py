"""The pictures of the footage as they are encoded: upright, whole, square pixels, even size, video range, 8 bits."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from pipeline.media.media_info import MediaInfo

#: ffmpeg's names for what footage says of its colours in numbers (ITU-T H.273), as far as browsers know them too.
MATRICES = {"1": "bt709", "4": "fcc", "5": "bt470bg", "6": "smpte170m", "7": "smpte240m"}
PRIMARIES = {"1": "bt709", "5": "bt470bg", "6": "smpte170m", "7": "smpte240m"}
CURVES = {"1": "bt709", "4": "bt470m", "5": "bt470bg", "6": "smpte170m", "7": "smpte240m", "13": "iec61966-2-1"}

#: Those of footage that shows more than BT.709 can, by zscale's names: BT.2020, and the P3 of telephones.
WIDE_MATRICES = {"9": "bt2020nc", "10": "bt2020c"}
WIDE_PRIMARIES = {"9": "bt2020", "12": "smpte432"}
HDR_CURVES = {"16": "smpte2084", "18": "arib-std-b67"}  # PQ, HLG

#: cd/m² of white paper in HDR pictures (ITU-R BT.2408), and of the brightest light that still shows: more is white.
HDR_WHITE = 203
HDR_PEAK = 1000

#: px. Larger footage that does not name its colours is BT.709, smaller BT.601, as players take it.
SD_WIDTH, SD_HEIGHT = 1279, 576


@dataclass(frozen=True, slots=True)
class Colours:
    """ffmpeg's names, as they stand in encoded videos."""

    matrix: str
    primaries: str
    curve: str


def colours(facts: MediaInfo) -> Colours:
    """The colours of encoded pictures: those of the footage, but BT.709 instead of HDR or a wide gamut."""
    if shows_more(facts):
        return Colours("bt709", "bt709", "bt709")
    told = facts.color
    matrix = MATRICES.get(told.get("colorspace", "")) or _usual_matrix(facts)
    primaries = PRIMARIES.get(told.get("color_primaries", "")) or (matrix if matrix != "fcc" else "smpte170m")
    curve = CURVES.get(told.get("color_trc", "")) or ("bt709" if matrix == "bt709" else "smpte170m")
    return Colours(matrix, primaries, curve)


def _usual_matrix(facts: MediaInfo) -> str:
    if facts.coded_width > SD_WIDTH or facts.coded_height > SD_HEIGHT:
        return "bt709"
    return "bt470bg" if facts.coded_height == SD_HEIGHT else "smpte170m"


def shows_more(facts: MediaInfo) -> bool:
    """Whether the footage is HDR or has colours that BT.709 lacks."""
    told = facts.color
    return (
        told.get("color_trc") in HDR_CURVES
        or told.get("color_primaries") in WIDE_PRIMARIES
        or told.get("colorspace") in WIDE_MATRICES
    )


def picture_size(facts: MediaInfo) -> tuple[int, int]:
    """(width, height) px of encoded pictures: as seen, made even (H.264 with 4:2:0 needs it)."""
    return facts.width // 2 * 2, facts.height // 2 * 2


def suits_the_web(facts: MediaInfo) -> bool:
    """Whether every browser plays these pictures as they are, so that they need no new encode."""
    return (
        facts.codec == "h264"
        and facts.pixel_format == "yuv420p"
        and facts.sample_aspect == 1
        and facts.offset_ms == 0
        and facts.width % 2 == 0
        and facts.height % 2 == 0
        and not facts.interlaced
        and not facts.held
        and not facts.hidden
        and facts.steady
        and not _full_range(facts)
        and not shows_more(facts)
    )


def progressive(pictures: Any, facts: MediaInfo, time_base: Fraction | None = None) -> Any:
    """An ffmpeg-python stream of whole pictures, as many as before: where the footage has two half pictures in one,
    what is missing between the lines of the first is guessed from the pictures around. It must see those: trim later.

    time_base: in which to count times (s), that of the footage.
    """
    if not facts.interlaced:
        return pictures
    whole = pictures.filter("bwdif", mode="send_frame", parity="auto", deint="all")
    # bwdif counts in half ticks, for those who want a picture of each half
    return whole.filter("settb", f"{time_base.numerator}/{time_base.denominator}") if time_base else whole


def steadied(facts: MediaInfo) -> dict[str, int]:
    """What ffmpeg is told of an input: filters must not begin to count again where pictures change their size."""
    return {} if facts.steady else {"reinit_filter": 0}


def hold(pictures: Any, facts: MediaInfo, starts: Fraction, came: Fraction, count: int) -> Any:
    """`count` of the footage's (progressive) pictures, each again and again until the next one comes, the last one
    without end: `facts.fps` a second from `starts` on. came: when the picture comes that is shown then (both in s on
    the file's clock): ffmpeg takes it for gone if it is asked only later."""
    before = max(0, round((starts - came) * facts.fps))
    first = starts - before / facts.fps
    even = _of_one_size(pictures, facts).filter("settb", "1/1000000")
    even = even.filter("fps", fps=str(facts.fps), start_time=f"{float(first):.6f}")
    endless = even.filter("tpad", stop=-1, stop_mode="clone")
    return endless.filter("trim", start_frame=before, end_frame=before + count).filter("setpts", "PTS-STARTPTS")


def _of_one_size(pictures: Any, facts: MediaInfo) -> Any:
    """Where the footage has pictures of several sizes: as large as the largest, whole, over black where their shape is
    another."""
    if facts.steady:
        return pictures
    width, height = facts.coded_width, facts.coded_height
    if facts.rotation in (90, 270):  # ffmpeg has turned them by then
        width, height = height, width
    fitted = pictures.filter("scale", width, height, force_original_aspect_ratio="decrease", force_divisible_by=2)
    return fitted.filter("pad", width, height, -1, -1)


def prepared(pictures: Any, facts: MediaInfo) -> Any:
    """An ffmpeg-python stream of the footage's (progressive) pictures, in the form in which captions are drawn and
    encoded."""
    width, height = picture_size(facts)
    to = colours(facts)
    pictures = pictures if facts.held else _of_one_size(pictures, facts)
    if shows_more(facts):
        pictures = _to_bt709(pictures, facts, width, height)
    elif _needs_matrix(facts):
        pictures = pictures.filter("scale", width, height, out_range="tv", out_color_matrix=to.matrix)
    elif _full_range(facts):
        pictures = pictures.filter("scale", width, height, out_range="tv")
    elif facts.sample_aspect != 1 or (facts.width, facts.height) != (width, height):
        pictures = pictures.filter("scale", width, height)
    pictures = pictures.filter("format", "yuv420p").filter("setsar", "1")
    named = {"colorspace": to.matrix, "color_primaries": to.primaries, "color_trc": to.curve}
    pictures = pictures.filter("setparams", range="tv", **named)
    # What goes along with pictures – a broadcast's captions, HDR's light – encoders would write into the video.
    return pictures.filter("sidedata", "delete")


def _to_bt709(pictures: Any, facts: MediaInfo, width: int, height: int) -> Any:
    """Light is reckoned in its own strength (linear), with white paper at 1; what is brighter is bent, not cut off."""
    told = facts.color
    stated = {  # what footage leaves out is said here, too: zscale does not guess
        "colorspace": "gbr" if _is_rgb(facts) else _stated_matrix(facts),
        "color_primaries": WIDE_PRIMARIES.get(told.get("color_primaries", ""), "bt2020"),
        "color_trc": HDR_CURVES.get(told.get("color_trc", ""), "bt709"),
        "range": "full" if _is_rgb(facts) or _full_range(facts) else "limited",
    }
    linear = pictures.filter("setparams", **stated).filter("zscale", t="linear", npl=HDR_WHITE)
    linear = linear.filter("format", "gbrpf32le")
    linear = linear.filter("zscale", p="bt709")
    if told.get("color_trc") in HDR_CURVES:
        linear = linear.filter("tonemap", "mobius", peak=f"{HDR_PEAK / HDR_WHITE:.3f}", desat=0)
    return linear.filter("zscale", width, height, t="bt709", m="bt709", r="limited", d="ordered")


def _stated_matrix(facts: MediaInfo) -> str:
    """P3 of telephones comes with the matrix of BT.709."""
    told = facts.color.get("colorspace", "")
    return WIDE_MATRICES.get(told) or MATRICES.get(told, "bt2020nc")


def _needs_matrix(facts: MediaInfo) -> bool:
    """Whether pictures come in a form that players do not take as it is: RGB, or YCgCo (8)."""
    return _is_rgb(facts) or facts.color.get("colorspace") == "8"


def _is_rgb(facts: MediaInfo) -> bool:
    return facts.pixel_format.startswith(("gbr", "rgb", "bgr", "argb", "abgr", "0rgb", "0bgr", "pal8", "x2"))


def _full_range(facts: MediaInfo) -> bool:
    """Whether black is 0 and white 255, as in stills; players expect 16 to 235 of a video (BT.601, BT.709)."""
    return (
        facts.pixel_format.startswith("yuvj") or facts.color.get("color_range") == "2"
    )  # 2: ffmpeg's AVCOL_RANGE_JPEG
