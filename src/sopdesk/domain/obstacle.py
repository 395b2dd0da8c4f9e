"""What stands in the way of an approval until it is mended, or until an approver decides about it with a reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sopdesk.domain.card import refuse_card_numbers
from sopdesk.domain.links import Goal, broken_links
from sopdesk.domain.overtaking import overtaking
from sopdesk.domain.problems import Weight, problems
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.reviewing import Opinion
from sopdesk.domain.revision import Decision, Revision, Sop
from sopdesk.domain.role import BUILT_IN, Roles
from sopdesk.domain.sop import Procedure

DUTIES, LINK, OVERTAKEN, REVIEW, PROBLEM = "duties", "link", "overtaken", "review", "problem"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One obstacle. `key` stands for it in the record; `where` is its place, as in problems.Problem.where.

    Keys are "duties", "problem:WHERE", "link:NUMBER#STEP", "review:PERSON" and "overtaken:PROPOSAL".
    """

    key: str
    where: str
    sentence: str

    @property
    def kind(self) -> str:
        """The part of the key that says what sort of obstacle it is."""
        return self.key.partition(":")[0]


def obstacles(
    sop: Sop, revision: Revision, goals: Mapping[str, Goal], names: Mapping[str, str], roles: Roles = BUILT_IN
) -> tuple[Obstacle, ...]:
    """Give what nobody has decided yet; `goals` are the procedures by number, `names` people's printed names."""
    faults = _faults(revision.content, goals, roles)
    found = (*_overtaken(sop, revision, names), *_wanted(revision, names), *faults)
    done = {key for each in revision.approvals for key in each.what.decided}
    return tuple(each for each in found if each.key not in done)


def _overtaken(sop: Sop, revision: Revision, names: Mapping[str, str]) -> Iterable[Obstacle]:
    for each in overtaking(sop, revision):
        who = names.get(each.approved.actor if each.approved else each.author, "Somebody")
        said = f"{who} has approved revision {each.label} meanwhile" if each.approved else (
            f"{who} has handed in another revision before, which is not decided"
        )  # fmt: skip
        yield Obstacle(f"{OVERTAKEN}:{each.proposal}", "", f"{said}: this one was not written from it.")


def _wanted(revision: Revision, names: Mapping[str, str]) -> Iterable[Obstacle]:
    for each in revision.reviews.asked:
        if each.opinion is Opinion.CHANGES:
            who = names.get(each.reviewer, "A reviewer")
            yield Obstacle(f"{REVIEW}:{each.reviewer}", "", f"{who} wants changes.")


def _faults(content: Procedure, goals: Mapping[str, Goal], roles: Roles) -> Iterable[Obstacle]:
    """Give errors and gaps of the matrix, those of one place together, and broken links."""
    if content.steps and not content.duties:
        said = "Nobody is named for its steps: each takes exactly one A and at least one R."
        yield Obstacle(DUTIES, DUTIES, said)
    places: dict[str, list[str]] = {}
    for each in problems(content, roles):
        if each.severity is Weight.ERROR or (each.severity is Weight.WARNING and each.where.startswith("duty:")):
            places.setdefault(each.where, []).append(each.sentence)
    for where, sentences in places.items():
        yield Obstacle(f"{PROBLEM}:{where}", where, " ".join(sentences))
    for broken in broken_links(content, goals):
        place = f"reference:{content.references.index(broken.link)}" if broken.link in content.references else "text"
        target = "#".join(filter(None, (broken.link.number, broken.link.step)))
        yield Obstacle(f"{LINK}:{target}", place, broken.sentence)


def decide(open_ones: Sequence[Obstacle], reasons: Mapping[str, str]) -> tuple[Decision, ...]:
    """Give the decisions about all obstacles, with the reasons by key; refuse while one is undecided."""
    for each in open_ones:
        if not reasons.get(each.key, "").strip():
            raise Refusal(f"{each.sentence} Have it corrected, or say why it is approved all the same.")
    refuse_card_numbers(reasons.values())
    return tuple(Decision(each.key, each.sentence, reasons[each.key].strip()) for each in open_ones)
