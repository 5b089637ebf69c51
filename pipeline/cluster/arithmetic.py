"""How the processor of a machine computes. The libraries of recognizers and translators choose by it in which order
they add, and whether sums of bytes are cut off; the last bits decide between two words more often than one would think:
another BLAS kernel, or a smaller set of instructions for oneDNN or numpy, gave other words or times in each of two
stories (faster-whisper 1.2, CTranslate2 4.8, on one machine). What ffmpeg and x264 made was the same.
"""

from __future__ import annotations

import functools
import os
import platform
import re
from collections.abc import Mapping
from pathlib import Path

from pipeline import files

#: Variables by which a user can choose other instructions, or another order.
CHOSEN_BY = (
    *("OPENBLAS_CORETYPE", "OPENBLAS_NUM_THREADS", "NPY_DISABLE_CPU_FEATURES", "NPY_ENABLE_CPU_FEATURES"),
    *("ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA", "CT2_FORCE_CPU_ISA", "CT2_USE_MKL", "ATEN_CPU_CAPABILITY"),
    *("MKL_CBWR", "MKL_ENABLE_INSTRUCTIONS"),
)

#: What Linux tells of a processor. All but these names of instructions are none that sums depend on.
_CPUINFO = Path("/proc/cpuinfo")
_MAKER = re.compile(r"^(?:vendor_id|CPU implementer)\s*:\s*(.+)$", re.MULTILINE)
_INSTRUCTIONS = re.compile(r"^(?:flags|Features)\s*:\s*(.+)$", re.MULTILINE)
_COUNTS = re.compile(r"avx|amx|fma|f16c|sse|asimd|fphp|sve|sme|i8mm|bf16")


@functools.cache
def arithmetic() -> str:
    """Of this machine: the maker of its processor, and a hash of what it can and of what `CHOSEN_BY` says; equal where
    models give the same."""
    return arithmetic_of(_told(), platform.processor(), os.environ)


@functools.cache
def processor() -> str:
    """The kind of this machine's processor: equal where pictures come out the same, which is so on all of a kind that
    have what ffmpeg's fastest ways need (seen with and without AVX-512; without AVX2 and FMA it was not)."""
    return processor_of(platform.machine(), _told())


def processor_of(machine: str, cpuinfo: str) -> str:
    """machine: as the system calls it. cpuinfo: as of `arithmetic_of`."""
    return f"{machine} with AVX2" if {"avx2", "fma"} <= set(_can(cpuinfo)) else machine


def arithmetic_of(cpuinfo: str, processor: str, environ: Mapping[str, str]) -> str:
    """cpuinfo: of Linux, of which the first processor counts. processor: what it is called where there is none."""
    maker, can = _MAKER.search(cpuinfo), _can(cpuinfo) or [processor]
    chosen = {name: environ[name] for name in CHOSEN_BY if environ.get(name)}
    called = re.sub(r"[^\w.-]+", "-", maker[1] if maker else platform.system()).strip("-")
    return f"{called} {files.sha256_json([can, chosen])[:8]}"


def _told() -> str:
    try:
        return _CPUINFO.read_text("utf-8", "replace")
    except OSError:
        return ""


def _can(cpuinfo: str) -> list[str]:
    found = _INSTRUCTIONS.search(cpuinfo)
    return sorted(word for word in found[1].split() if _COUNTS.match(word)) if found else []
