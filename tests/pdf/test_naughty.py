from collections.abc import Callable
from itertools import cycle, islice
from typing import Any

import pytest

from sopdesk.domain.revision import Status
from sopdesk.pdf.incident_report import print_case
from sopdesk.pdf.procedure_sheet import print_procedure
from sopdesk.pdf.run_sheet import print_run
from sopdesk.pdf.trail_report import print_trail
from sopdesk.views.trail import Printing
from tests.pdf import samples
from tests.pdf.naughty import TEXTS, spoiled
from tests.pdf.reading import fonts_of, text_of

PRINTERS: dict[str, tuple[Any, Callable[[Any, Printing], bytes]]] = {
    "procedure": (samples.page(), print_procedure),
    "manual": ((samples.page(), samples.page(Status.SUPERSEDED)), samples.book),
    "case": (samples.case(), lambda report, _: print_case(report)),
    "run": (samples.run(), print_run),
    "trail": (tuple(samples.trail_lines(30)), lambda lines, _: print_trail(samples.trail(30), lines)),
}


@pytest.mark.parametrize("name", PRINTERS)
@pytest.mark.parametrize("offset", [0, 9, 18])
def test_no_text_breaks_the_printer(name: str, offset: int) -> None:
    """Whatever was typed into whatever field, everything is printed, in fonts that the file holds."""
    view, printer = PRINTERS[name]
    texts = islice(cycle(TEXTS), offset, None)
    content = printer(spoiled(view, texts), spoiled(samples.PRINTING, texts))
    assert text_of(content)
    assert all(fonts_of(content).values())


def test_what_looks_like_markup_is_printed_as_typed() -> None:
    """No field of a case can act on the printer."""
    shown = text_of(print_case(spoiled(samples.case(), cycle(('<img src="/etc/hostname"/>',)))))
    assert '<img src="/etc/hostname"/>' in shown
