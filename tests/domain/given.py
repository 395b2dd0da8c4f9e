"""What tests are given: a clock, stamped events, signatures, procedures; one short word for each."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from sopdesk.domain.event import Recorded, Stamp
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.signature import Meaning, Signature
from sopdesk.domain.sop import Answer, Branch, Duty, Format, Item, Kind, Limit, Procedure, Question, Step

START = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
"""The Monday on which everything begins."""
CARD = "4111 1111 1111 1111"
"""A card number that the networks publish for tests."""


def at(hours: float = 0) -> datetime:
    """Give the instant so many hours after the beginning."""
    return START + timedelta(hours=hours)


def stamp(actor: str = "ana", hours: float = 0, *, seq: int = 1, log: str = "till") -> Stamp:
    """Give a stamp so many hours after the beginning; the hybrid clock follows."""
    instant = at(hours)
    return Stamp(log, seq, int(instant.timestamp() * 1000) * 1024, instant, actor)


def recorded(what: object, actor: str = "ana", hours: float = 0, *, seq: int = 1, log: str = "till") -> Recorded:
    """Give an event as the journal gives it back."""
    return Recorded("subject", stamp(actor, hours, seq=seq, log=log), what)


def history(*events: object) -> list[Recorded]:
    """Give events one hour apart; each is an event by "ana", or a pair (actor, event)."""
    pairs = (each if isinstance(each, tuple) else ("ana", each) for each in events)
    return [recorded(what, actor, place, seq=place + 1) for place, (actor, what) in enumerate(pairs)]


def signature(signer: str = "sam", digest: str = "d1", meaning: Meaning = Meaning.APPROVAL) -> Signature:
    """Give a signature as it stands in the record; nobody checks its bytes here."""
    return Signature(signer, meaning, digest, "subject", at(), "Europe/Berlin", "till", "n", "k", "v")


def refuses(act: Callable[[], Any]) -> str:
    """Give the sentence with which an act is refused; fail when it is not."""
    with pytest.raises(Refusal) as caught:
        act()
    assert str(caught.value) == caught.value.sentence
    return caught.value.sentence


def step(step_id: str = "greet", **parts: Any) -> Step:  # noqa: ANN401 - any part of a step
    """Give a step titled like its id."""
    return replace(Step(step_id, step_id.capitalize()), **parts)


def ways(step_id: str, *targets: str) -> Step:
    """Give a question with one answer for each target."""
    return Step(step_id, f"{step_id.capitalize()}?", branches=tuple(Branch(f"to {each}", each) for each in targets))


def procedure(**parts: Any) -> Procedure:  # noqa: ANN401 - any part of a procedure
    """Give a sound article of one step; `parts` replace its parts."""
    content = Procedure(
        "SOP-001", "Greeting a guest", Kind.PROCESS, Format.ARTICLE, "At the counter", "supervisor",
        purpose="Every guest is seen.", steps=(step(),),
    )  # fmt: skip
    return replace(content, **parts)


def checklist(**parts: Any) -> Procedure:  # noqa: ANN401 - as procedure
    """Give a checklist that asks for a tick (must), a temperature, an amount and a text."""
    items = (
        Item("wand", "Wipe the steam wand", must=True),
        Item("fridge", "Fridge", Answer.NUMBER, "°C", Decimal(2), Decimal(5)),
        Item("float", "Count the float", Answer.AMOUNT),
        Item("stock", "What runs short", Answer.TEXT),
    )
    content = procedure(number="SOP-010", title="Closing", format=Format.CHECKLIST, steps=(step("close", items=items),))
    return replace(content, **parts)


def workflow(*steps: Step) -> Procedure:
    """Give a decision workflow."""
    return procedure(format=Format.WORKFLOW, steps=steps)


def refund(**parts: Any) -> Procedure:  # noqa: ANN401 - as procedure
    """Give an article with responsibilities, limits and questions."""
    content = procedure(
        number="SOP-012", title="Refund", steps=(step("look"), step("pay", must=True, warnings=("Never in cash.",))),
        duties=(Duty("look", "front-of-house", "R"), Duty("look", "shift-lead", "A"), Duty("pay", "supervisor", "RA")),
        limits=(Limit("refund", "front-of-house", Decimal(25), "shift-lead"), Limit("refund", "manager")),
        questions=(Question("sale", "On sale items too?", "Yes."),),
    )  # fmt: skip
    return replace(content, **parts)
