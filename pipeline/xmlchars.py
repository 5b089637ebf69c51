"""What XML cannot hold."""

from __future__ import annotations

import re

#: What XML 1.0 §2.2 does not allow in any form, and the controls (DEL, C1) that nobody can read.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def for_xml(text: str, instead: str = "\ufffd") -> str:
    """`text` with `instead` for each character that no XML document may hold."""
    return _FORBIDDEN.sub(instead, text)
