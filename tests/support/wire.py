"""The network between a scheduler and whoever speaks with it: a proxy that passes on every byte until it is away."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator


class Wire:
    """url: to be named in place of that of `port` of this machine."""

    def __init__(self, port: int) -> None:
        self._port, self._pairs, self._alone = port, list[socket.socket](), threading.Lock()
        self._there, self._refuses = threading.Event(), False
        self._there.set()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"tcp://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def go_silent(self) -> None:
        """Nothing is passed on, and nothing is closed."""
        self._there.clear()

    def break_off(self) -> None:
        """Every connection is closed, and each new one."""
        self._refuses = True
        with self._alone:
            pairs, self._pairs = self._pairs, []
        for one in pairs:
            _close(one)

    def come_back(self) -> None:
        self._refuses = False
        self._there.set()

    def end(self) -> None:
        """Nothing of it is left."""
        _close(self._listening)
        self.break_off()
        self._there.set()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                theirs, _ = self._listening.accept()
                if self._refuses:
                    _close(theirs)
                    continue
                try:
                    behind = socket.create_connection(("127.0.0.1", self._port))
                except OSError:
                    _close(theirs)
                    continue
                with self._alone:
                    self._pairs += [theirs, behind]
                for one, other in ((theirs, behind), (behind, theirs)):
                    threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(65536):
                self._there.wait()
                other.sendall(data)
        _close(one)
        _close(other)


def _close(one: socket.socket) -> None:
    """Also for a thread that waits for it."""
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()


@contextlib.contextmanager
def wire(port: int) -> Iterator[Wire]:
    """In front of `port` of this machine."""
    made = Wire(port)
    try:
        yield made
    finally:
        made.end()
