"""JSON that is safe within other formats."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

#: What HTML or WebVTT could read as markup or as the end of a line, and what HTML has in no text at all (§13.2.3.5 of
#: its standard: controls, noncharacters). JSON itself escapes the controls below U+0020.
_UNSAFE = re.compile("[<>&\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")


def script_json(data: Mapping[str, Any]) -> str:
    """JSON on one line that can stand inside a `<script>` element, or be the text of a cue."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
