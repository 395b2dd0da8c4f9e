from datetime import UTC, datetime
from decimal import Decimal
from random import Random
from xml.etree import ElementTree as ET

import pytest

from sopdesk.demo import answers
from sopdesk.demo.crew import there, who_does, who_signs
from sopdesk.demo.photos import SCENES, photo
from sopdesk.demo.till import pieces
from sopdesk.domain.cash import check_counted, total
from sopdesk.pdf.svg import draw
from sopdesk.services.pictures import media_type
from tests.manuals.test_starter import MANUAL

MORNING, NIGHT = datetime(2026, 5, 4, 7, 0, tzinfo=UTC), datetime(2026, 5, 4, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize("amount", ["0.37", "150", "300", "612.85"])
def test_a_drawer_holds_what_it_should(amount: str) -> None:
    """Notes and coins come to the amount to the penny, without a fifty among them."""
    counted = pieces(Decimal(amount), "GBP", Random(3))
    assert total(check_counted(counted)) == Decimal(amount)
    assert max(each for each, _ in counted) <= 20


@pytest.mark.parametrize("motif", [*SCENES, "elsewhere"])
def test_a_photo_is_a_picture_with_its_time(motif: str) -> None:
    """Each photo shows on the screen and in print, and bears the time at which it was taken."""
    taken = photo(motif, MORNING)
    assert media_type(taken) == "image/svg+xml"
    assert "04.05.2026  07:00" in "".join(ET.fromstring(taken).itertext())  # noqa: S314 - our own picture
    assert draw(taken)[1] == ()


def test_somebody_else_signs() -> None:
    """At every hour somebody does each role's work, and who signs had no hand in it."""
    for instant in (MORNING, NIGHT):
        for role in ("front-of-house", "shift-lead", "supervisor", "manager"):
            assert who_does(role, instant)
        assert who_signs(frozenset({"ines", "george"}), instant) == "ruth"
    assert there(MORNING) == ("tomasz", "leo")


def test_what_is_written_belongs_to_a_line() -> None:
    """Every text and every reason of the demo is for a line or an answer of the starter manual."""
    items = [item for each in MANUAL.values() for item in each.items()]
    assert {*answers.TEXTS, *answers.NOT_TODAY} <= {each.id for each in items}
    assert set(answers.DONE_ABOUT) <= {choice for each in items for choice in each.failing}
