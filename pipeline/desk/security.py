"""Who may open the review page, and from where: token, session, Host, Origin, the page's own header, size of bodies.

The page changes files, so nobody but the reviewer's own page may ask for that: not another site open in the same
browser (Origin, SameSite=Strict, an own header that no form can send, or, in a form, a token of the session), not a
site that points its name at this computer (Host), not another user of this computer (token).
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import re
import secrets
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.desk.consent_scans import LARGEST_SCAN
from pipeline.desk.uploads import LARGEST_CHUNK
from pipeline.errors import VeusError
from pipeline.messages import tr
from pipeline.serving import ALLOWED_HOSTS, PRIVATE, Header

#: Bytes of the largest request: two thousand captions, as seen and as edited, are under half of it.
LARGEST = 2 * 1024 * 1024

#: Addresses that take a file as it is, and the bytes of the largest.
FILES: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"/api/[^/]+/consent"), LARGEST_SCAN),
    (re.compile(r"/api/-/uploads/[0-9a-f]{32}"), LARGEST_CHUNK),
)

#: The name of the token in a form.
FORM_TOKEN = "token"

#: Seconds for which a browser that was let in stays so: a long working day.
SESSION_S = 16 * 3600

#: The header that every request of the page carries; its value is the page's language.
OWN_HEADER = "x-veus-desk"

#: Nothing from anywhere else, nothing inline, no frame around it, no string that becomes code or markup.
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)

HEADERS: tuple[Header, ...] = (
    (b"content-security-policy", CSP.encode()),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), display-capture=()"),
    (b"referrer-policy", b"same-origin"),  # without a referrer, browsers say of a form that it comes from nowhere
    *(header for header in PRIVATE if header[0] != b"referrer-policy"),
)

WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


@dataclass(frozen=True, slots=True)
class Door:
    """How a browser gets in. port: as listened to, part of the cookie's name. public: the address (scheme and host) of
    the proxy in front, or None on this computer alone. password: asked for where there is a proxy."""

    port: int
    key: bytes = field(repr=False)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    public: str | None = None
    password: str | None = field(default=None, repr=False)

    @property
    def cookie(self) -> str:
        """Its name: browsers share cookies between the ports of a computer. `__Host-`: only over TLS."""
        return "__Host-veus" if self.public else f"veus-{self.port}"

    def knows_host(self, host: str) -> bool:
        """Whether a Host header names us: this computer at any port (it may be forwarded), or the proxy's address."""
        if self.public:
            return host.lower() == urlsplit(self.public).netloc
        name, _, port = host.lower().rpartition(":") if not host.endswith("]") else (host, "", "")
        name, port = (name, port) if name else (port, "")
        return name in ALLOWED_HOSTS and (not port or port.isdigit())

    def knows_origin(self, origin: str, host: str) -> bool:
        """Whether a page of `origin` is ours: the very address that was asked for."""
        return hmac.compare_digest(origin.encode(), (self.public or f"http://{host}").encode())

    def opens(self, token: str) -> bool:
        return self.password is None and hmac.compare_digest(token.encode(), self.token.encode())

    def opens_with(self, password: str) -> bool:
        return self.password is not None and hmac.compare_digest(_sha(password), _sha(self.password))

    def session(self, now: float | None = None) -> str:
        """The value of a cookie that lets in for SESSION_S seconds."""
        until = str(int((now or time.time()) + SESSION_S))
        return f"{until}.{self._signed(until)}"

    def admits(self, session: str, now: float | None = None) -> bool:
        """Whether a cookie's value is one of ours and not too old."""
        until, _, signature = session.partition(".")
        if not until.isascii() or not until.isdigit():
            return False
        genuine = hmac.compare_digest(signature.encode(), self._signed(until).encode())
        return genuine and int(until) > (now or time.time())

    def form_token(self, session: str) -> str:
        """What a form of a page says to be one of ours: no other site knows it, and it is of this session alone."""
        return hmac.new(self.key, b"form\0" + session.encode(), hashlib.sha256).hexdigest()

    def knows_form(self, token: str, session: str) -> bool:
        return hmac.compare_digest(token.encode(), self.form_token(session).encode())

    def _signed(self, until: str) -> str:
        about = b"\0".join([until.encode(), (self.public or "").encode(), _sha(self.password or "")])
        return hmac.new(self.key, about, hashlib.sha256).hexdigest()


def largest_at(path: str) -> int | None:
    """Bytes of the largest file that an address takes; None for one that takes none."""
    return next((most for pattern, most in FILES if pattern.fullmatch(path)), None)


def _sha(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _lacking(behind: str | None, password: str | None) -> str:
    """What to give to serve others, where one of the two is missing."""
    proxy, word = "--behind-tls-proxy https://ADDRESS", "VEUS_REVIEW_PASSWORD"
    if behind:
        return tr("To serve others, put a proxy that speaks TLS in front, and give a password in {word}.", word=word)
    if password:
        return tr("To serve others, put a proxy that speaks TLS in front, and give {proxy}.", proxy=proxy)
    return tr(
        "To serve others, put a proxy that speaks TLS in front, and give {proxy} and a password in {word}.",
        proxy=proxy,
        word=word,
    )


def check_public(host: str, behind: str | None, password: str | None) -> str | None:
    """The public address to serve under, or None on this computer alone.

    Raises VeusError where somebody asks to serve others without a proxy that speaks TLS, or without a password: what
    reviewers type would go over the network for all to read, and anybody could write.
    """
    if host.strip("[]") in ("127.0.0.1", "localhost", "::1") and not behind:
        return None
    if not behind or not password:
        raise VeusError(
            tr("the review page is for this computer only."),
            where=f"--host {host}",
            remedy=_lacking(behind, password),
        )
    if len(password) < 12:
        raise VeusError(
            tr("the password is too short."), where="VEUS_REVIEW_PASSWORD", remedy=tr("Take 12 characters or more.")
        )
    parts = urlsplit(behind)
    if parts.scheme != "https" or not parts.netloc or parts.path not in ("", "/") or parts.query or parts.username:
        raise VeusError(
            tr('"{behind}" is not the address of a proxy that speaks TLS.', behind=behind),
            where="--behind-tls-proxy",
            remedy=tr("Write it as reviewers open it, for example https://review.example.org"),
        )
    return f"https://{parts.netloc.lower()}"


def session_key(path: Path) -> bytes:
    """The key that sessions are signed with, kept for this user alone, so that a page that is open stays let in when
    the server is started again. Where it cannot be kept, sessions end with the server."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with contextlib.suppress(FileExistsError):
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as stream:
                stream.write(secrets.token_bytes(32))
        private = path.is_file() and not path.is_symlink() and not path.stat().st_mode & 0o077
        key = path.read_bytes() if private else b""
        if len(key) == 32:
            return key
    return secrets.token_bytes(32)
