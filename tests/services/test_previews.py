"""Looking at attached PDFs, drawn in a process of their own."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from sopdesk.domain.erasure import Basis
from sopdesk.domain.refusal import Cancelled, Trouble
from sopdesk.pdf.preview import LOCKED
from sopdesk.services import previews
from sopdesk.services.previews import TOO_LONG, TOO_MUCH
from tests.domain.given import refuses
from tests.pdf.test_preview import locked, paper
from tests.services.conftest import House
from tests.services.test_incident_files import attach
from tests.services.test_incidents import logged
from tests.services.test_privacy import erase


def test_pages_of_an_attached_pdf(house: House) -> None:
    """The pages come from another process; a locked one says so; what was erased is shown no more."""
    case, seen = logged(house), house.desk.previews
    bill, shut = attach(house, case, paper("The bill"), "bill.pdf"), attach(house, case, locked(paper("x")), "shut.pdf")
    drawn = seen.pages(case, bill, by=house.leo)
    assert (drawn.count, drawn.pages[0].words) == (1, "The bill")
    assert drawn.pages[0].png.startswith(b"\x89PNG")
    assert refuses(lambda: seen.pages(case, shut, by=house.leo)) == LOCKED
    firsts = seen.first_pages(case, [bill, shut, "0" * 64], 100, by=house.leo)
    assert {each: bool(png) for each, png in firsts.items()} == {bill: True, shut: False}
    erase(house, case, Basis.REQUEST)
    assert "erased" in refuses(lambda: seen.pages(case, bill, by=house.leo))


def test_a_file_that_keeps_one_waiting_is_given_up(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What takes too long or ends the process that draws it is a sentence; Cancel stays Cancel."""
    case = logged(house)
    bill = attach(house, case, paper("The bill"), "bill.pdf")

    def as_if(ended: Callable[..., Any]) -> None:
        monkeypatch.setattr(previews, "made", lambda *_views, cancelled, **_how: ended(cancelled))

    def wait(cancelled: Callable[[], bool]) -> None:
        while not cancelled():
            time.sleep(0.01)
        raise Cancelled

    def die(_cancelled: Callable[[], bool]) -> None:
        raise Trouble("It died.")

    hasty = replace(house.desk.previews, patience=0.05)
    as_if(wait)
    assert refuses(partial(hasty.pages, case, bill, by=house.leo)) == TOO_LONG
    assert hasty.first_pages(case, [bill], 100, by=house.leo) == {bill: b""}
    with pytest.raises(Cancelled):
        house.desk.previews.pages(case, bill, by=house.leo, cancelled=lambda: True)
    as_if(die)
    assert refuses(partial(hasty.pages, case, bill, by=house.leo)) == TOO_MUCH
    assert hasty.first_pages(case, [bill], 100, by=house.leo) == {bill: b""}
    assert "could not be drawn" in caplog.text
    caplog.clear()
