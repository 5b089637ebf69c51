"""Where the scheduler of a cluster is, and who may speak with it: everybody on this machine, and from elsewhere who has
a certificate of the cluster's own authority. Whoever speaks with a scheduler can do anything on its workers.
"""

from __future__ import annotations

import ipaddress
import os
import re
import shlex
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pipeline.cluster.cluster_words import TRY_JOBS
from pipeline.errors import ConfigError, VeusError
from pipeline.messages import tr

if TYPE_CHECKING:
    from distributed.security import Security

PORT = 8786

#: Variables of the machine: files of PEM. The authority's certificate, the machine's own, and the key of that.
CA, CERT, KEY = "VEUS_CLUSTER_CA", "VEUS_CLUSTER_CERT", "VEUS_CLUSTER_KEY"

_LOCAL = re.compile(r"local:([1-9]\d?)")

#: What Dask goes by in every process of ours, unless its own variables or files say otherwise: a network that is away
#: for a minute ends nothing; what has ended three workers is given up; nothing is served over HTTP; nobody is timed.
_DASK: Mapping[str, Any] = {
    "distributed": {
        "comm": {"timeouts": {"connect": "10s", "tcp": "150s"}},
        "scheduler": {"allowed-failures": 2, "worker-ttl": "150s", "http": {"routes": []}},
        "worker": {"http": {"routes": []}, "profile": {"enabled": False}},
    }
}

#: What it says goes into the log of Veus; it is read when it is imported.
_SILENT = {"distributed.logging": dict.fromkeys(("distributed", "distributed.client", "tornado"), "critical")}


@dataclass(frozen=True, slots=True)
class ClusterKeys:
    """The files of `CA`, `CERT` and `KEY`."""

    ca: Path
    cert: Path
    key: Path


@dataclass(frozen=True, slots=True)
class ClusterAddress:
    """url: of the scheduler; "" where one is to be begun on this machine. local: with how many workers it is begun, or
    was, by the build itself. keys: None where all stays on this machine."""

    url: str
    keys: ClusterKeys | None = None
    local: int = 0

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def worker_command(self) -> str:
        """What begins a worker of it."""
        return shlex.join(["veus", "worker", self.url])

    @property
    def worker_remedy(self) -> str:
        """What people do where nobody works for it. Of what a build has begun itself, there is nothing to begin."""
        if self.local:
            return tr(TRY_JOBS)
        return tr("Start one: {command}. It says why, if it cannot.", command=self.worker_command)

    @property
    def scheduler_remedy(self) -> str:
        """What they do where its scheduler does not answer: with encryption, it is to be reached from elsewhere too."""
        if self.local:
            return tr(TRY_JOBS)
        parts = urlsplit(self.url)
        place = f"tls://0.0.0.0:{parts.port}" if parts.scheme == "tls" else self.url
        return tr(
            "Start it there: {command}. Then run the same command again: it goes on where it stopped.",
            command=shlex.join(["veus", "scheduler", place]),
        )


def cluster_keys(environ: Mapping[str, str] = os.environ) -> ClusterKeys | None:
    """As the environment says; None where it says nothing. Raises ConfigError for what is incomplete or not there."""
    named = {name: environ.get(name, "").strip() for name in (CA, CERT, KEY)}
    if not any(named.values()):
        return None
    for name, value in named.items():
        if not value or not Path(value).expanduser().is_file():
            raise ConfigError(
                tr('the environment says {name} = "{value}", which is no file.', name=name, value=value),
                remedy=tr("All three are needed: {names} (docs/cluster.md).", names=", ".join(named)),
            )
    return ClusterKeys(*(Path(value).expanduser().absolute() for value in named.values()))


def cluster_address(text: str, environ: Mapping[str, str] = os.environ) -> ClusterAddress:
    """`text` as in `--cluster`. Raises ConfigError for what is no address, and for one of another machine without
    encryption."""
    if found := _LOCAL.fullmatch(text):
        return ClusterAddress("", None, int(found[1]))
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port or PORT
    except ValueError:
        host, port, parts = "", 0, urlsplit("")
    if parts.scheme not in ("tls", "tcp") or not host or parts.path.strip("/") or parts.username:
        raise ConfigError(
            tr('"{text}" is no address of a cluster.', text=text),
            remedy=tr("Write it as in tls://server:8786, tcp://127.0.0.1:8786 or local:2."),
        )
    url = f"{parts.scheme}://{f'[{host}]' if ':' in host else host}:{port}"
    if parts.scheme == "tls":
        return ClusterAddress(url, _needed_keys(url, environ))
    if not is_loopback(host):
        refuse_plain(url)
    return ClusterAddress(url)


def _needed_keys(url: str, environ: Mapping[str, str]) -> ClusterKeys:
    if keys := cluster_keys(environ):
        return keys
    raise ConfigError(
        tr("this machine has no certificate for the cluster."),
        where=url,
        remedy=tr("Set {names} (docs/cluster.md).", names=", ".join((CA, CERT, KEY))),
    )


def refuse_plain(url: str) -> None:
    """Raises ConfigError: what is not encrypted, and asks nobody for a certificate, stays on one machine."""
    raise ConfigError(
        tr("without encryption, a cluster stays on one machine."),
        where=url,
        remedy=tr("Give each machine a certificate, and write tls:// for tcp:// (docs/cluster.md)."),
    )


def is_loopback(host: str) -> bool:
    """Whether a host is this machine as nobody else can reach it."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def security_of(keys: ClusterKeys | None) -> Security | None:
    """For Dask: both ends show a certificate, and nothing goes unencrypted."""
    load_dask()
    from distributed.security import Security

    if keys is None:
        return None
    files = {"tls_ca_file": str(keys.ca)}
    for role in ("client", "scheduler", "worker"):
        files |= {f"tls_{role}_cert": str(keys.cert), f"tls_{role}_key": str(keys.key)}
    return Security(require_encryption=True, **files)


def load_dask() -> None:
    """To be called before Dask is imported: it reads then what it goes by. Raises VeusError where it is not there."""
    try:
        import dask.config

        dask.config.set(_SILENT)
        import distributed  # noqa: F401

        dask.config.update_defaults(_DASK)
    except ImportError as error:
        raise VeusError(
            tr("for a cluster, a package is missing: {package}.", package=error.name or "distributed"),
            remedy=_installation(),
        ) from error


def _installation() -> str:
    """In an environment that set-up made, by set-up, which goes by hashes; pip's way may be that of another Python."""
    script = Path(__file__).parents[2] / "tools" / "setup" / "python.sh"
    if script.is_file() and any(Path(sys.prefix).glob(".installed-*")):
        command = shlex.join([str(script), sys.prefix, "base", "weights", "cluster"])
        return tr("Install it: {command}", command=command)
    return tr("pip install {package}", package="distributed")
