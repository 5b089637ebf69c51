"""Bytes that were right, changed at random: the same for the same random numbers."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence

Mutation = Callable[[bytearray, random.Random], None]

#: What parsers trip over: ends and beginnings of their own syntax, numbers beyond any field, what is no text.
_TOKENS = (
    *(b"\0", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\r", b"\n\n", b"\x1b[2J", "\u202e".encode(), "\u2028".encode()),
    *(
        b"-->",
        b"00:00:00,000",
        b"99:99:99,999",
        b"WEBVTT\n",
        b"NOTE ",
        b"STYLE\n",
        b"<v ",
        b"</v>",
        b"&#x110000;",
        b"&",
    ),
    *(
        b"<",
        b">",
        b"]]>",
        b"<!DOCTYPE x>",
        b"<?",
        b"xmlns:x=''",
        b"begin='-1s'",
        b"dur='1e400s'",
        b"{\\an8}",
        b"{",
        b"}",
    ),
    *(b"[", b"]", b"'''", b'"""', b"= ", b"\\u0000", b"\\ud800", b"null", b"true", b"NaN", b"Infinity", b"-1", b"1/0"),
    *(b"9" * 30, b"9" * 5000, b"0x" + b"f" * 5000, b"1e999", b"[" * 2000, b"{" * 2000, b"a" * 70_000, b"2021-02-30"),
)
_NUMBER = re.compile(rb"\d+")
_NUMBERS = (
    b"0",
    b"-1",
    b"1e400",
    b"99999999999",
    b"2147483648",
    b"18446744073709551616",
    b"9" * 400,
    b"0.0000001",
    b"x",
)


def mutated(seeds: Sequence[bytes], chance: random.Random) -> bytes:
    """One of `seeds`, changed in one to four places. A package (zip) is often changed within, and packed again: its
    own checks would refuse nearly all that is changed outside."""
    data = bytearray(chance.choice(seeds))
    if zipfile.is_zipfile(io.BytesIO(data)) and chance.random() < 0.7:
        return _repacked(bytes(data), chance)
    return _changed(data, seeds, chance)


def _changed(data: bytearray, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 4)):
        chance.choice(_MUTATIONS)(data, chance)
    if chance.random() < 0.05:  # the head of one, the tail of another
        other = chance.choice(seeds)
        data[_at(data, chance) :] = other[_at(other, chance) :]
    return bytes(data)


def _repacked(data: bytes, chance: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = chance.choice(names)
        for name in names:
            part = old.read(name)
            if name == chosen:
                if chance.random() < 0.1:
                    continue
                part = _changed(bytearray(part), [part], chance)
            new.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _at(data: bytes | bytearray, chance: random.Random) -> int:
    return chance.randint(0, len(data))


def _stretch(data: bytearray, chance: random.Random) -> slice:
    start = _at(data, chance)
    return slice(start, min(len(data), start + chance.choice((1, 4, 16, 64, 1024))))


def _flip(data: bytearray, chance: random.Random) -> None:
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _byte(data: bytearray, chance: random.Random) -> None:
    if data:
        data[chance.randrange(len(data))] = chance.randrange(256)


def _delete(data: bytearray, chance: random.Random) -> None:
    del data[_stretch(data, chance)]


def _twice(data: bytearray, chance: random.Random) -> None:
    part = data[_stretch(data, chance)]
    at = _at(data, chance)
    data[at:at] = part * chance.choice((1, 2, 50))


def _insert(data: bytearray, chance: random.Random) -> None:
    at = _at(data, chance)
    data[at:at] = chance.randbytes(chance.choice((1, 8, 100)))


def _token(data: bytearray, chance: random.Random) -> None:
    at = _at(data, chance)
    data[at:at] = chance.choice(_TOKENS)


def _number(data: bytearray, chance: random.Random) -> None:
    if found := list(_NUMBER.finditer(data)):
        one = chance.choice(found)
        data[one.start() : one.end()] = chance.choice(_NUMBERS)


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[_at(data, chance) :]


_MUTATIONS: tuple[Mutation, ...] = (_flip, _byte, _delete, _twice, _insert, _token, _token, _number, _number, _cut)
