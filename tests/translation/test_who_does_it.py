"""Who does it, behind the verb: found where nothing else can be meant."""

from __future__ import annotations

from pipeline.translation.analysis import Group, Unit
from pipeline.translation.who_does_it import came, themselves

CAME = Unit("", "vino", ("venir<vblex><ifi><p3><sg>",))
MY = Unit(" ", "mi", ("mío<det><pos><mf><sg>",))
SISTER = Unit(" ", "hermana", ("hermano<n><f><sg>",))
TO = Unit(" ", "a", ("a<pr>",))
STOP = Unit("", ".", (".<sent>",))
RAISED = Unit("", "crio", ("criar<vblex><ifi><p3><sg>",))
SHE = Unit(" ", "ella", ("él<prn><tn><p3><f><sg>",))
ALONE = Unit(" ", "sola", ("solo<adj><f><sg>",))
FIRST = Group(0, range(0), 0, 1)


def test_who_comes() -> None:
    assert came([CAME, MY, SISTER, STOP], FIRST) == range(1, 3)


def test_where_somebody_comes_is_nobody() -> None:
    assert came([CAME, TO, SISTER, STOP], FIRST) is None


def test_she_did_it_herself() -> None:
    assert themselves([RAISED, SHE, ALONE, STOP], FIRST) == range(1, 2)
    assert themselves([RAISED, SHE, MY, SISTER, STOP], FIRST) is None
