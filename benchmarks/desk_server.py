"""`veus desk` or `veus review` in a process of its own, which may be killed and started again at the same port."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from benchmarks.measure import REPO
from pipeline.desk.security import OWN_HEADER
from pipeline.serving import HOST

#: Seconds to wait for an answer.
LIMIT_S = 60.0

Data = dict[str, Any]


class Server:
    """verb: with its arguments. One port for all its lives; a browser that was let in stays so."""

    def __init__(self, root: Path, *verb: str) -> None:
        self.root, self.verb = root, verb
        with socket.socket() as free:
            free.bind((HOST, 0))
            self.port = free.getsockname()[1]
        self.cookie = ""
        self.process: subprocess.Popen[str] | None = None

    @property
    def origin(self) -> str:
        return f"http://{HOST}:{self.port}"

    def start(self) -> None:
        command = [sys.executable, str(REPO / "cli.py"), "--root", str(self.root), *self.verb]
        env = os.environ | {"XDG_STATE_HOME": str(self.root), "PYTHONPATH": str(REPO)}
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port)], stdout=subprocess.PIPE, text=True, env=env
        )
        assert self.process.stdout is not None
        address = self.process.stdout.readline().strip()
        with self.asked("GET", address[address.index("/", len("http://")) :]) as answer:
            self.cookie = (answer.getheader("set-cookie") or "").split(";")[0]

    def kill(self) -> None:
        if self.process:
            os.kill(self.process.pid, signal.SIGKILL)
            self.process.wait()
            assert self.process.stdout is not None
            self.process.stdout.close()

    @contextmanager
    def asked(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Iterator[http.client.HTTPResponse]:
        """An answer to what a page of the desk asks. Raises OSError, HTTPException where nobody answers."""
        own = {"cookie": self.cookie, OWN_HEADER: "ca", "origin": self.origin}
        with closing(http.client.HTTPConnection(HOST, self.port, timeout=LIMIT_S)) as connection:
            connection.request(method, path, body, own | dict(headers or {}))
            yield connection.getresponse()

    def ask(self, method: str, path: str, data: Data | None = None) -> tuple[int, Data] | None:
        """(status, answer); None where the server was killed before it answered."""
        body = json.dumps(data).encode() if data is not None else None
        kind = {"content-type": "application/json"} if data is not None else {}
        try:
            with self.asked(method, path, body, kind) as answer:
                return answer.status, json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError):
            return None
