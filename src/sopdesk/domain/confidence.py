"""Who may see an incident's file: by the rule for its kind, by its own, and part by part; what stands in their place.

Need to know, not rank: a kind is kept by the house's rule, one file by a supervisor's decision with the reason, a
person by "confidential", a field by its FieldSpec (`guarded`, and everything medical).
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from sopdesk.domain.card import refuse_card_numbers
from sopdesk.domain.case import Incident
from sopdesk.domain.circle import Circle, ConfidenceRuled, ConfidenceSet, circle_of
from sopdesk.domain.event import Recorded
from sopdesk.domain.gates import kind_of
from sopdesk.domain.incident import IncidentClosed, IncidentKind, IncidentLogged, IncidentMoved, IncidentReopened
from sopdesk.domain.person import Person, Right
from sopdesk.domain.privacy_case import privacy_reason
from sopdesk.domain.refusal import Refusal

KEPT_BACK = "(kept back: confidential)"
"""What stands where somebody may not read; never nothing."""
_OPENED_BY = {
    Circle.READERS: (Right.READ_INCIDENTS,),
    Circle.HANDLERS: (Right.HANDLE, Right.READ_TRAIL),
    Circle.SUPERVISORS: (Right.SIGN_OFF, Right.READ_TRAIL),
    Circle.NAMED: (),
}


class Sight(StrEnum):
    """How much of a file somebody sees.

    `PARTS`: all but confidential people and guarded fields. `OWN`: it is kept from them, but they logged it, or have
    something to do for it, and see that. `HIDDEN`: that there is a confidential file with this number, nothing else.
    """

    FULL = "full"
    PARTS = "parts"
    OWN = "own"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Reach:
    """How far somebody sees: their circles, and the kinds of incident that are kept from them."""

    person: str
    circles: frozenset[Circle] = frozenset(Circle)
    kinds: frozenset[IncidentKind] = frozenset()
    parts: bool = True
    """Whether they see confidential people and guarded fields too."""

    def hides(self, kind: IncidentKind, circle: Circle, named: Collection[str]) -> bool:
        """Tell whether a file of a kind, with a circle of its own and people named, is kept from them."""
        return self.person not in named and (kind in self.kinds or circle not in self.circles)

    def sight(self, kind: IncidentKind, circle: Circle, named: Collection[str], *, own: bool) -> Sight:
        """Give how much of a file they see; `own`: they logged it, or were given an action in it."""
        if self.hides(kind, circle, named):
            return Sight.OWN if own else Sight.HIDDEN
        return Sight.FULL if self.parts or self.person in named else Sight.PARTS


EVERYWHERE = Reach("")
"""How far the program itself sees."""


def reach_of(person: Person, rules: Mapping[IncidentKind, Circle]) -> Reach:
    """Give how far somebody sees by their rights and the rules of the house."""
    circles = frozenset(each for each in Circle if any(person.may(right) for right in _OPENED_BY[each]))
    kinds = frozenset(kind for kind in IncidentKind if circle_of(kind, rules) not in circles)
    return Reach(person.id, circles, kinds, parts=Circle.HANDLERS in circles)


def rule(rules: Mapping[IncidentKind, Circle], kind: IncidentKind, circle: Circle) -> ConfidenceRuled:
    """Set who sees a kind. Refuses what is the rule already, and a kind that nobody could see."""
    if circle is Circle.NAMED:
        raise Refusal("A kind is seen by a circle of people. Name people in a file of its own.")
    if circle_of(kind, rules) is circle:
        raise Refusal("That is the rule already.")
    return ConfidenceRuled(kind, circle)


def confide(incident: Incident, circle: Circle, people: Iterable[str], *, by: str, reason: str) -> ConfidenceSet:
    """Decide who sees one file; also a closed one. Refuses without a reason, and what is so already.

    Where only those named see it, whoever decides it is among them: somebody must be able to open it again.
    """
    kind_of(incident)
    named = tuple(dict.fromkeys((by, *people) if circle is Circle.NAMED else people))
    if not reason.strip():
        raise Refusal("Say why, so that whoever is kept out can be told.")
    if (incident.circle, incident.named) == (circle, named):
        raise Refusal("That is so already.")
    refuse_card_numbers((reason,))
    return ConfidenceSet(circle, named, reason.strip())


def own_events(events: Iterable[Recorded], who: str) -> Iterator[Recorded]:
    """Give what somebody wrote in a file, and its course without any words of others."""
    for each in events:
        match each.what:
            case what if each.stamp.actor == who:
                yield each
            case IncidentMoved() as what:
                yield replace(each, what=replace(what, text=None, reason=None))
            case IncidentClosed() as what:
                yield replace(each, what=replace(what, outcome=None, reason=None))
            case IncidentReopened() as what:
                yield replace(each, what=replace(what, reason=None))
            case IncidentLogged() as what:
                yield replace(each, what=replace(what, narrative=KEPT_BACK, place=None, done_at_once=None,
                                                 procedures=(), role="", run=""))  # fmt: skip
            case _:
                pass


def list_words(incident: Incident) -> str:
    """Give what happened as lists show it: without the names of confidential people, and of a privacy case's."""
    told = (incident.values.get(name, "") for name in ("narrative", "injury", "log_description"))
    private = bool(privacy_reason(incident.values, told))
    parties = (each for each in incident.parties if each.confidential or (private and each.injured))
    return masked(incident.values.get("narrative", ""), names_of(each.name for each in parties))


def masked(text: str, names: Collection[str]) -> str:
    """Give a text with these names, whole or by one of their words, taken out as they are written."""
    if not names or not text:
        return text
    return re.sub(rf"\b(?:{'|'.join(map(re.escape, names))})\b", KEPT_BACK, text)


_SHORTEST = 3
"""A shorter word of a name, such as "de", is left: it would be found everywhere."""


def names_of(names: Iterable[str]) -> tuple[str, ...]:
    """Give what is taken out of a text for these names: the whole ones first, then their single words."""
    whole = [each for each in (name.strip() for name in names) if each]
    words = [word for each in whole for word in re.findall(r"\w+", each) if len(word) >= _SHORTEST]
    return tuple(dict.fromkeys((*whole, *words)))
