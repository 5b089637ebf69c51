"""The paths of what the machine keeps of a story, in output/.work/: it is only there to save time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.project.description_paths import DescriptionPaths


@dataclass(frozen=True, slots=True)
class WorkPaths(DescriptionPaths):
    """See `DescriptionPaths`, which has those of descriptions."""

    @property
    def ledger(self) -> Path:
        return self.work / "ledger.json"

    @property
    def probe(self) -> Path:
        return self.work / "probe.json"

    @property
    def footage_size(self) -> Path:
        """Of how many bytes the footage is that has this hash."""
        return self.work / "footage.json"

    @property
    def film(self) -> Path:
        """A recording without pictures, under the one that is shown meanwhile."""
        return self.work / "film.mkv"

    @property
    def frames(self) -> Path:
        """When each picture of the footage is shown."""
        return self.work / "frames.npz"

    def style_sheet(self, lang: str, shape: str) -> Path:
        """How captions look in pictures of a shape ("16:9"): for staff, never published."""
        return self.work / f"style.{lang}.{shape.replace(':', 'x')}.png"

    @property
    def segments(self) -> Path:
        """What the videos are joined from."""
        return self.work / "pieces"

    @property
    def transcript(self) -> Path:
        return self.work / "transcript.json"

    @property
    def speech_sound(self) -> Path:
        """What is listened to: there while it is, so that several can."""
        return self.work / "speech.npy"

    @property
    def cuts(self) -> Path:
        return self.work / "cuts.json"

    @property
    def pauses(self) -> Path:
        """Where nobody speaks: what videos are cut into segments by."""
        return self.work / "pauses.json"

    @property
    def looked(self) -> Path:
        """What the pages were made of that are there now, and when the machine first found what evidence.json says."""
        return self.work / "looked.json"

    def memory(self, lang: str) -> Path:
        """Sentences of the speech with their translations into `lang`: only changed ones are translated again."""
        return self.work / f"memory.{lang}.json"

    def machine_track(self, lang: str) -> Path:
        return self.work / f"machine.{lang}.json"
