"""A real FTP server on this computer, in a thread: a store in which files are sent, renamed and listed one by one."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import fsspec
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.filesystems import AbstractedFS, FilesystemError
from pyftpdlib.handlers import FTPHandler
from pyftpdlib.ioloop import IOLoop
from pyftpdlib.servers import FTPServer


class NoOverwriting(AbstractedFS):
    """A server that renames nothing over what is there, as some are set up."""

    def rename(self, src: str, dst: str) -> None:
        if Path(dst).exists():
            raise FilesystemError("it exists")
        super().rename(src, dst)


@contextmanager
def serving(folder: Path, *, overwrites: bool = True) -> Iterator[str]:
    """The address of a server that keeps its files in `folder`."""
    people = DummyAuthorizer()
    with warnings.catch_warnings(action="ignore"):  # that anybody may write
        people.add_anonymous(str(folder), perm="elradfmwMT")
    names = {"authorizer": people, "abstracted_fs": AbstractedFS if overwrites else NoOverwriting}
    handler = type("Handler", (FTPHandler,), names)
    loop, ended = IOLoop(), threading.Event()
    server = FTPServer(("127.0.0.1", 0), handler, ioloop=loop)

    def serve() -> None:
        while not ended.is_set():
            loop.loop(timeout=0.01, blocking=False)
        server.close_all()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"ftp://127.0.0.1:{server.address[1]}"
    finally:
        fsspec.get_filesystem_class("ftp").clear_instance_cache()
        ended.set()
        thread.join(10)
