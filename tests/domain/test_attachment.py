from dataclasses import replace
from functools import partial

import pytest

from sopdesk.domain import attaching, attachment_rule
from sopdesk.domain.attachment import AttachmentAdded, AttachmentCorrected, Hidden, TimeFrom, Way
from sopdesk.domain.attachment_rule import AttachmentRule, AttachmentsRuled
from sopdesk.domain.case import Incident, fold
from sopdesk.domain.entry import EntryRecorded
from sopdesk.domain.erasure import Basis, DisclosureErased
from sopdesk.domain.event import ERASED
from sopdesk.domain.incident import IncidentClosed, IncidentKind, IncidentLogged
from sopdesk.domain.party import PartyAdded, PartyRole
from tests.domain.given import CARD, at, history, refuses, signature

LOGGED = IncidentLogged("T-1", IncidentKind.INJURY, at(), at(), "Europe/London")
IDA = PartyAdded("p1", PartyRole.CUSTOMER, "Ida")
SAID = EntryRecorded("e1", "statement", (), (("said_by", "Leo"), ("statement", "She left at nine.")))
PHOTO = AttachmentAdded(
    "ab" * 32, "image/jpeg", 1200, Way.CAMERA, Hidden.KEPT, at(), TimeFrom.CAMERA, "p1", name="step.jpg",
    description="The step",
)  # fmt: skip
GONE = DisclosureErased("erasure-1", Basis.REQUEST, photos=(PHOTO.digest, "cd" * 32))


def given(*events: object) -> Incident:
    """Give the file of an injury after these events."""
    return fold("incident-1", history(LOGGED, IDA, SAID, *events))


def test_a_file_is_attached_once() -> None:
    """A file is attached with whom and what it is about; the same one a second time is refused."""
    assert attaching.attach(given(), PHOTO) == PHOTO
    file = given(PHOTO, replace(PHOTO, description="Again, from another station"))
    [kept] = file.attachments.values()
    assert (kept.name, kept.description, kept.party, kept.erased) == ("step.jpg", "The step", "p1", False)
    assert "attached already" in refuses(lambda: attaching.attach(file, PHOTO))


def test_what_it_is_about_is_in_the_file() -> None:
    """Nobody and nothing that the file does not name; no card number; nothing on a closed file."""
    for wrong, said in (
        (replace(PHOTO, party="p7"), "Nobody like that"), (replace(PHOTO, entry="e7"), "no such entry"),
        (replace(PHOTO, description=CARD), "card"),
    ):  # fmt: skip
        assert said in refuses(partial(attaching.attach, given(), wrong))
    closed = given(IncidentClosed("00", signature()))
    assert "closed" in refuses(lambda: attaching.attach(closed, PHOTO))


def test_what_is_said_of_it_is_corrected() -> None:
    """What a file shows and whom it is about can be corrected, with a reason; how it came stays as it was."""
    file = given(PHOTO)
    what = attaching.correct_attachment(file, PHOTO.digest, "entry", " e1 ", reason=" Found out ")
    assert what == AttachmentCorrected(PHOTO.digest, "entry", None, "e1", "Found out")
    file = given(PHOTO, what, AttachmentCorrected(PHOTO.digest, "description", "The step", "The stair", "x"))
    [kept] = file.attachments.values()
    assert (kept.entry, kept.description, kept.corrections, file.corrections) == ("e1", "The stair", 2, 2)


@pytest.mark.parametrize(
    ("digest", "field", "now", "reason", "said"),
    [
        ("00", "description", "x", "x", "no such attachment"),
        (PHOTO.digest, "media_type", "x", "x", "as it came"),
        (PHOTO.digest, "description", "x", " ", "Say why"),
        (PHOTO.digest, "description", "The step ", "x", "says already"),
        (PHOTO.digest, "party", "p9", "x", "Nobody like that"),
        (PHOTO.digest, "description", CARD, "x", "card"),
    ],
)
def test_a_correction_is_sound(digest: str, field: str, now: str, reason: str, said: str) -> None:
    """Nothing is corrected that is not there, that nobody may change, without a reason, or into nonsense."""
    assert said in refuses(lambda: attaching.correct_attachment(given(PHOTO), digest, field, now, reason=reason))


def test_what_was_erased_is_gone_and_may_come_back() -> None:
    """After an erasure the file says that the bytes are gone; whom it was about is no word of it; it can come anew."""
    file = given(PHOTO, AttachmentCorrected(PHOTO.digest, "party", "p1", ERASED), GONE)
    [kept] = file.attachments.values()
    assert (kept.erased, kept.party) == (True, "p1")
    file = given(PHOTO, AttachmentCorrected(PHOTO.digest, "description", ERASED, ERASED), GONE)
    assert file.attachments[PHOTO.digest].description == ERASED
    assert attaching.attach(file, PHOTO) == PHOTO
    assert not given(PHOTO, GONE, PHOTO).attachments[PHOTO.digest].erased
    assert given(AttachmentCorrected(PHOTO.digest, "party", "", "p1")).attachments == {}


def test_a_closed_file_with_an_attachment_is_not_blank() -> None:
    """While a file is attached there is something left to be erased."""
    bare = replace(LOGGED, narrative=None)
    closed = IncidentClosed("00", signature())
    photo = replace(PHOTO, name=None, description=None, party="")
    assert not fold("incident-1", history(bare, photo, closed)).blank
    assert fold("incident-1", history(bare, photo, closed, GONE)).blank


def test_a_house_says_how_large_a_file_may_be() -> None:
    """Without a rule it is 25 MB and nothing is taken out; the last rule holds; what is too large or empty is told."""
    rule = attachment_rule.fold("house", history(IDA))
    assert rule == AttachmentRule(25, keeps_hidden=True)
    said = attachment_rule.set_rule(rule, 10, keeps_hidden=False)
    assert attachment_rule.fold("house", history(AttachmentsRuled(3, keeps_hidden=True), said)) == AttachmentRule(
        10, keeps_hidden=False
    )
    rule.check_size(25_000_000, "x.pdf")
    assert "26 MB; the house takes files of up to 25 MB" in refuses(lambda: rule.check_size(26_000_000, "x.pdf"))
    assert "empty" in refuses(lambda: rule.check_size(0, "x.pdf"))
    for megabytes in (0, 201):
        refuses(partial(attachment_rule.set_rule, rule, megabytes, keeps_hidden=True))
    assert "rule already" in refuses(lambda: attachment_rule.set_rule(rule, 25, keeps_hidden=True))
