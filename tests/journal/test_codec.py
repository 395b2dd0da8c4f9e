from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.domain import event as registry
from sopdesk.domain.event import ERASED, event, sealed
from sopdesk.domain.incident import IncidentDetailed
from sopdesk.domain.party import PartyAdded, PartyRole
from sopdesk.domain.sop import Branch, Format, Kind, Procedure, Step
from sopdesk.journal.codec import (
    DIGESTS,
    NAMES,
    UPCASTERS,
    UnknownKindError,
    as_text,
    content_text,
    decode,
    digest_of,
    encode,
    read_content,
    to_json,
)
from sopdesk.journal.sealed import seal


class Colour(StrEnum):
    """A choice."""

    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an event."""

    name: str
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Painted:
    """An event with a field of every sort."""

    colour: Colour
    at: datetime
    day: date
    parts: tuple[Part, ...] = ()
    coats: int = 1
    thickness: Decimal = Decimal("1.0")
    limit: int | None = 5
    dry: bool = False
    tags: tuple[str, ...] = field(default_factory=tuple)
    painter: str | None = sealed()
    helpers: tuple[tuple[str, int], ...] | None = sealed()


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Register the event of these tests, and forget it again."""
    monkeypatch.setattr(registry, "_kinds", known := dict(registry.KINDS))
    monkeypatch.setattr("sopdesk.journal.codec.KINDS", known)
    event("wall.painted/2")(Painted)
    yield
    registry._names.pop(Painted)


NOON = datetime(2026, 5, 3, 12, 0, 0, 7, tzinfo=UTC)
BARE = Painted(Colour.RED, NOON, date(2026, 5, 4))
painted = st.builds(
    Painted,
    at=st.datetimes(timezones=st.just(UTC)),
    thickness=st.decimals(allow_nan=False, allow_infinity=False),
    parts=st.lists(st.builds(Part, weight=st.none() | st.decimals(allow_nan=False, allow_infinity=False))).map(tuple),
)


def there_and_back(what: object) -> Any:  # noqa: ANN401 - an event
    """Write an event and read it back with all its disclosures."""
    payload, disclosures = encode(what)
    return decode("wall.painted/2", payload, [each.text for each in disclosures])


@given(painted)
def test_read_back_the_same(what: Painted) -> None:
    """Whatever an event holds, it is read back the same, to the last decimal place."""
    found = there_and_back(what)
    assert found == what
    assert str(found.thickness) == str(what.thickness)


def test_lean() -> None:
    """What equals its default is left out, however deep."""
    assert to_json(BARE) == {"colour": "red", "at": "2026-05-03T12:00:00.000007Z", "day": "2026-05-04"}
    assert to_json((Part("a"), Part("b", Decimal("2.50")))) == [{"name": "a"}, {"name": "b", "weight": "2.50"}]


@pytest.mark.parametrize(
    "changes", [{"limit": None}, {"thickness": Decimal("1.00")}, {"coats": 0}, {"dry": True}, {"tags": ("",)}]
)
def test_what_only_looks_like_the_default_is_kept(changes: dict[str, Any]) -> None:
    """None where something is the default, or 1.00 where 1.0 is, is written down."""
    what = Painted(Colour.BLUE, NOON, date(2026, 5, 4), **changes)
    assert changes.keys() <= to_json(what).keys()
    assert there_and_back(what) == what


def test_personal_fields_are_sealed() -> None:
    """The payload names the sealed fields and holds their digests, sorted, and no value."""
    what = Painted(Colour.RED, NOON, date(2026, 5, 4), painter="Zoë", helpers=(("Al", 3),))
    payload, disclosures = encode(what)
    assert payload[NAMES] == ["helpers", "painter"]
    assert payload[DIGESTS] == sorted(each.digest for each in disclosures)
    assert "Zoë" not in str(payload)
    assert there_and_back(what) == what


def test_salts_come_from_the_caller() -> None:
    """With given salts the same event gives the same bytes: the demo desk is the same every time."""
    what = Painted(Colour.RED, NOON, date(2026, 5, 4), painter="Zoë")
    assert encode(what, lambda: bytes(16)) == encode(what, lambda: bytes(16))


def test_nothing_to_seal() -> None:
    """An event whose personal fields are empty has no digests: an empty field is not an erased one."""
    assert DIGESTS not in encode(BARE)[0]
    assert there_and_back(BARE).painter is None


def test_an_erased_field() -> None:
    """A sealed field whose value is gone reads as erased, whatever its type; the others are still there."""
    payload, disclosures = encode(Painted(Colour.RED, NOON, date(2026, 5, 4), painter="Zoë", helpers=(("Al", 3),)))
    by_name = dict(zip(("helpers", "painter"), disclosures, strict=True))
    assert decode("wall.painted/2", payload, [by_name["painter"].text]).helpers == ERASED
    assert decode("wall.painted/2", payload, [by_name["helpers"].text]).painter == ERASED
    assert decode("wall.painted/2", payload, [by_name["painter"].text]).painter == "Zoë"


def test_a_forged_disclosure_is_not_shown() -> None:
    """A value that was not recorded is never shown in the place of the one that was."""
    payload, _ = encode(Painted(Colour.RED, NOON, date(2026, 5, 4), painter="Zoë"))
    assert decode("wall.painted/2", payload, [seal("painter", "Al").text]).painter == ERASED


def test_fields_of_a_newer_version() -> None:
    """Fields that a newer version added, sealed ones too, are passed over."""
    payload, disclosures = encode(Painted(Colour.RED, NOON, date(2026, 5, 4), painter="Zoë"))
    extra = seal("mood", "cheerful")
    newer = {**payload, "gloss": 3, NAMES: ["mood", "painter"], DIGESTS: [*payload[DIGESTS], extra.digest]}
    found = decode("wall.painted/2", newer, [extra.text, disclosures[0].text])
    assert found == Painted(Colour.RED, NOON, date(2026, 5, 4), painter="Zoë")
    assert decode("wall.painted/2", newer, [disclosures[0].text]) == found


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {**to_json(BARE), "colour": "green"},
        {**to_json(BARE), "coats": "2"},
        {**to_json(BARE), "at": "yesterday"},
        {**to_json(BARE), "parts": [{"weight": "1"}]},
        {**to_json(BARE), NAMES: ["painter"]},
        {**to_json(BARE), NAMES: 7, DIGESTS: []},
    ],
    ids=["nothing", "choice", "text for number", "time", "part", "no digests", "names"],
)
def test_another_shape_is_refused(payload: dict[str, Any]) -> None:
    """A payload of another shape is refused with a sentence that names the kind."""
    with pytest.raises(ValueError, match=r"wall\.painted/2"):
        decode("wall.painted/2", payload)


def test_an_unknown_kind() -> None:
    """A kind that this version does not know is told by a sentence."""
    with pytest.raises(UnknownKindError, match="does not know"):
        decode("wall.painted/9", {})


def test_a_retired_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """An event of a retired kind is read as the kind that took its place, step by step."""
    monkeypatch.setitem(UPCASTERS, "wall.painted/0", lambda old: ("wall.painted/1", {**old, "coats": old["layers"]}))
    monkeypatch.setitem(UPCASTERS, "wall.painted/1", lambda old: ("wall.painted/2", {**old, "colour": "blue"}))
    old = {"at": "2026-05-03T12:00:00.000007Z", "day": "2026-05-04", "layers": 3}
    assert decode("wall.painted/0", old) == Painted(Colour.BLUE, NOON, date(2026, 5, 4), coats=3)
    assert "coats" not in old


@pytest.mark.parametrize("what", [1.5, b"bytes", {1, 2}, object(), [1.5]])
def test_what_cannot_be_recorded(what: object) -> None:
    """A float has no exact text and other things none at all: they are refused."""
    with pytest.raises(ValueError, match="cannot be recorded"):
        to_json(what)


def test_instants() -> None:
    """Instants are UTC to the microsecond, so that the order of texts is the order of time."""
    assert as_text(NOON.astimezone(timezone(timedelta(hours=-5)))) == "2026-05-03T12:00:00.000007Z"
    assert as_text(datetime(900, 1, 1, tzinfo=UTC)) == "0900-01-01T00:00:00.000000Z"
    with pytest.raises(ValueError, match="zone"):
        as_text(NOON.replace(tzinfo=None))


def test_digests_of_domain_values() -> None:
    """One digest stands for one value: the order of a mapping does not matter, everything else does."""
    assert digest_of({"a": 1, "b": (NOON, Colour.RED)}) == digest_of({"b": [NOON, Colour.RED], "a": 1})
    assert digest_of(Part("a")) != digest_of(Part("b"))
    assert len(digest_of(Part("a"))) == 64


def test_the_fields_of_the_house() -> None:
    """Details of an incident, a tuple of pairs, are sealed and read back or erased."""
    payload, disclosures = encode(IncidentDetailed((("amount", "12.50"),), (("cause", "wet floor"),)))
    again = decode("incident.detailed/1", payload, [each.text for each in disclosures])
    assert again.personal == (("cause", "wet floor"),)
    assert decode("incident.detailed/1", payload).personal == ERASED
    assert decode(*("party.added/1", encode(PartyAdded("p1", PartyRole.MINOR))[0])).role is PartyRole.MINOR


def test_a_draft_is_kept_whole_as_json() -> None:
    """A procedure half written reads back as it was; text of another shape is refused."""
    content = Procedure(
        "", "", Kind.PROCESS, Format.WORKFLOW, "", "", steps=(Step("a", "", branches=(Branch("", ""),)),)
    )
    assert read_content(content_text(content)) == content
    for text in ("{", "[]", '{"number": 3}'):
        with pytest.raises(ValueError, match="no procedure"):
            read_content(text)
