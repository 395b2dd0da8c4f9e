"""Words for letters to begin with, by purpose, kind of incident and to whom it goes.

What an answer to a complaint holds follows ISO 10002:2018, 8.4 to 8.9. A letter about an injury says what is known
and is done, and admits nothing. A letter to anybody to whom it did not happen says nothing of whom it happened to.
"""

from dataclasses import dataclass
from enum import StrEnum

from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.party import PartyRole


class Purpose(StrEnum):
    """What a letter is for."""

    ACKNOWLEDGEMENT = "acknowledgement"
    QUESTION = "question"
    HOLDING = "holding reply"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a letter is made of; "" where it is not known. `appeal` is whom a customer can turn to besides the house.

    `role` is what the receiver has to do with it; None: it happened to them, as to a customer or whoever was hurt.
    """

    kind: IncidentKind
    number: str
    logged: str
    house: str
    writer: str
    name: str = ""
    due: str = ""
    offer: str = ""
    contact: str = ""
    appeal: str = ""
    role: PartyRole | None = None


_ABOUT = {
    IncidentKind.COMPLAINT: "your complaint",
    IncidentKind.DISPUTE: "what we disagree about",
    IncidentKind.ACCIDENT: "what happened to you here",
    IncidentKind.INJURY: "what happened to you here",
    IncidentKind.ABUSE: "what happened here",
}
_THANKS = {
    IncidentKind.COMPLAINT: "Thank you for telling us. I am sorry that you had reason to.",
    IncidentKind.DISPUTE: "Thank you for telling us how you see it.",
    IncidentKind.ACCIDENT: "I am sorry that you were hurt, and I hope that you are better.",
    IncidentKind.INJURY: "I am sorry that you were hurt, and I hope that you are better.",
}
_OTHERS_THANKS = {
    PartyRole.WITNESS: "Thank you for telling us what you know.",
    PartyRole.REPRESENTATIVE: "Thank you for writing to us for the person whom you represent.",
}
_OTHERS_QUESTION = {
    PartyRole.WITNESS: "Please write what you saw and heard yourself; what you do not know can stay open.",
    PartyRole.REPRESENTATIVE: "Please send us with it what shows that you may act for this person, unless we have it.",
}


def subject_of(purpose: Purpose, facts: Facts) -> str:
    """Give what a letter is about, in one line."""
    if facts.role is not None:
        return {
            Purpose.ACKNOWLEDGEMENT: f"{facts.number}: we have received what you sent us",
            Purpose.QUESTION: f"{facts.number}: a question",
            Purpose.HOLDING: f"{facts.number}: we need more time",
            Purpose.DECISION: f"{facts.number}: the outcome",
        }[purpose]
    about = _about(facts)
    return {
        Purpose.ACKNOWLEDGEMENT: f"{facts.number}: we have received {about}",
        Purpose.QUESTION: f"{facts.number}: a question about {about}",
        Purpose.HOLDING: f"{facts.number}: we need more time",
        Purpose.DECISION: f"{facts.number}: our decision",
    }[purpose]


def body_of(purpose: Purpose, facts: Facts) -> list[str]:
    """Give the paragraphs between the greeting and the name; what is not known stands there as a mark."""
    return (_TO_OTHERS if facts.role is not None else _TO_CONCERNED)[purpose](facts)


def _about(facts: Facts) -> str:
    return _ABOUT.get(facts.kind, "what you told us")


def _acknowledgement(facts: Facts) -> list[str]:
    thanks = _THANKS.get(facts.kind, "Thank you for telling us.")
    return [
        f"{thanks} We recorded {_about(facts)} on {facts.logged} under the number {facts.number}.",
        "This is how we understand it: [what was told, in the customer's words]. Please tell us if that is wrong.",
        f"I am looking after it. You will hear from us by {facts.due or '[day]'}, also if we need longer.",
    ]


def _question(facts: Facts) -> list[str]:
    return [
        f"We are looking into {_about(facts)}, which we recorded on {facts.logged}.",
        "To go on we need to know from you: [what we need to know].",
        "We go on as soon as we have your answer.",
    ]


def _holding(facts: Facts) -> list[str]:
    return [
        (
            f"We are looking into {_about(facts)}, which we recorded on {facts.logged}. It is not settled yet, because "
            "[why]."
        ),
        "So far we have done this: [what was done].",
        f"You will hear from us by {facts.due or '[day]'}.",
    ]


def _decision(facts: Facts) -> list[str]:
    offer = f"We offer you: {facts.offer}" if facts.offer else "[what we offer, or: We make no offer, because]"
    appeal = f" You can also turn to {facts.appeal}, who is independent of us." if facts.appeal else ""
    hurt = facts.kind in {IncidentKind.ACCIDENT, IncidentKind.INJURY}
    found = "What is known about it: [what is known]." if hurt else "What we found: [what was found, on what evidence]."
    return [
        f"We have looked into {_about(facts)}, which we recorded on {facts.logged}.",
        found,
        "What we have done so that it does not happen again: [what was done]."
        if hurt
        else f"What we decided, and why: [decision, with the reason]. {offer}",
        f"{_AGAIN}{appeal}",
    ]


_AGAIN = (
    "If you do not agree, tell me what we have not seen or have got wrong; then somebody who has not dealt with it "
    "looks at it again."
)


def _acknowledged_to_others(facts: Facts) -> list[str]:
    thanks = _OTHERS_THANKS.get(facts.role or PartyRole.VISITOR, "Thank you for what you sent us.")
    return [
        f"{thanks} We keep it under the number {facts.number}, which we recorded on {facts.logged}.",
        "This is how we understand it: [what was told, in this person's words]. Please tell us if that is wrong.",
        "I am looking after it. We write to you again if we need more from you.",
    ]


def _asked_of_others(facts: Facts) -> list[str]:
    further = _OTHERS_QUESTION.get(facts.role or PartyRole.VISITOR, "")
    return [
        (
            f"We are looking into something that happened here; we recorded it on {facts.logged} under the number "
            f"{facts.number}."
        ),
        " ".join(filter(None, ("You can help us with this: [what we need to know].", further))),
        "We would like to have your answer by [day].",
    ]


def _others_wait(facts: Facts) -> list[str]:
    return [
        (
            f"We are still looking into what we recorded on {facts.logged} under the number {facts.number}. It is not "
            "settled yet, because [why]."
        ),
        "You will hear from us by [day].",
    ]


def _told_to_others(facts: Facts) -> list[str]:
    again = [_AGAIN] if facts.role is PartyRole.REPRESENTATIVE else []
    return [
        f"We have looked into what we recorded on {facts.logged} under the number {facts.number}.",
        "What we can tell you about the outcome: [only what concerns this person].",
        *again,
    ]


_TO_CONCERNED = {
    Purpose.ACKNOWLEDGEMENT: _acknowledgement,
    Purpose.QUESTION: _question,
    Purpose.HOLDING: _holding,
    Purpose.DECISION: _decision,
}
_TO_OTHERS = {
    Purpose.ACKNOWLEDGEMENT: _acknowledged_to_others,
    Purpose.QUESTION: _asked_of_others,
    Purpose.HOLDING: _others_wait,
    Purpose.DECISION: _told_to_others,
}
