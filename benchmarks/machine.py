"""Which machine and which versions: a figure without them says nothing."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

#: Packages that do the measured work.
PACKAGES = (
    "faster-whisper",
    "ctranslate2",
    "onnxruntime",
    "openai-whisper",
    "torch",
    "whisper-ctranslate2",
    "imageio-ffmpeg",
    "av",
    "numpy",
)


def machine() -> dict[str, str]:
    """Processor, cores, memory, system, Python and package versions; no names of machines or people."""
    return {
        "processor": f"{processor()}, {os.cpu_count() or 1} cores seen by the system",
        "memory": memory(),
        "system": system(),
        "Python": platform.python_version(),
        "packages": ", ".join(versions(PACKAGES)),
    }


def processor() -> str:
    """The processor's own name for itself, or the best the system knows."""
    return model_name(_text(Path("/proc/cpuinfo"))) or platform.processor() or platform.machine() or "unknown processor"


def model_name(cpuinfo: str) -> str:
    """The first "model name" in the text of /proc/cpuinfo, or an empty string."""
    found = re.search(r"^model name\s*:\s*(.+)$", cpuinfo, re.MULTILINE)
    return " ".join(found[1].split()) if found else ""


def memory() -> str:
    try:
        size = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return "unknown"
    return f"{size / 2**30:.1f} GiB"


def system() -> str:
    try:
        name = platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except OSError:
        name = ""
    kernel = f"{platform.system()} {platform.release()}"
    return f"{name} ({kernel})" if name else kernel


def versions(names: Sequence[str]) -> list[str]:
    """Name and version of those packages that are installed."""
    found = []
    for name in names:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return found


def busy_note() -> str:
    """A sentence when the machine was at work before the benchmarks began; otherwise empty."""
    if not hasattr(os, "getloadavg"):
        return ""
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    if load < 0.3 * cores:
        return ""
    return (
        f"The machine was busy with other work when the run began (load {load:.1f} on {cores} cores): trust the "
        "ratios and the processor seconds more than the seconds, and run again on a quiet machine before quoting."
    )


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""
