"""Approving a revision: on which terms, how much it changes, and what it is called."""

from dataclasses import dataclass
from datetime import datetime

from sopdesk.domain.refusal import Refusal
from sopdesk.domain.revision import Revision, Significance, Sop
from sopdesk.domain.sop import Procedure
from sopdesk.domain.submission import open_proposal


@dataclass(frozen=True, slots=True)
class Terms:
    """What every approver of one revision signs: its label, how much it changes, and from when it is effective."""

    label: str
    significance: Significance
    effective_from: datetime


def terms_of(
    sop: Sop, proposal: int, *, approver: str, significance: Significance, effective_from: datetime, now: datetime
) -> Terms:
    """Give the terms of an approval, or refuse one that the rules do not allow.

    Author and approver are never the same person, nobody approves twice, and whoever was asked to review has
    answered; a revision is never effective before its approval, nor before one that was approved earlier. The first
    approval fixes the terms; those after it take them over.
    """
    revision = open_proposal(sop, proposal)
    if sop.withdrawn is not None:
        raise Refusal("This procedure was withdrawn; nothing in it can be approved any more.")
    if revision.author == approver:
        raise Refusal("Whoever wrote a revision cannot approve it. Somebody else has to sign.")
    if any(each.stamp.actor == approver for each in revision.approvals):
        raise Refusal("You have approved this revision already. Somebody else has to sign as well.")
    if revision.reviews.open_ones():
        raise Refusal("Somebody who was asked to review it has not answered. Wait, or excuse them with a reason.")
    binding = why_major(content_before(sop), revision.content)
    raised = Significance.MAJOR if binding else significance
    terms = first_terms(revision) or Terms(next_label(sop, raised), raised, effective_from)
    if not revision.approvals and effective_from < now:
        raise Refusal("A revision cannot be effective from a moment before its approval.")
    if binding and terms.significance is Significance.MINOR:
        raise Refusal("Another approval makes this a major change now. Send it back, or have it handed in again.")
    before = sop.approved()
    latest = before[-1].effective_from if before else None
    if latest is not None and latest > max(terms.effective_from, now):
        raise Refusal("An approved revision becomes effective later than that; choose a later date.")
    return terms


def first_terms(revision: Revision) -> Terms | None:
    """Give the terms that the first approver of a revision has fixed, or None."""
    if not revision.approvals:
        return None
    first = revision.approvals[0].what
    return Terms(first.label, first.significance, first.effective_from)


def content_before(sop: Sop) -> Procedure | None:
    """Give what the newest approved revision says, or None before the first."""
    before = sop.approved()
    return before[-1].content if before else None


def next_label(sop: Sop, significance: Significance) -> str:
    """Give the label of the next approved revision: 1.0 first, then major.minor counted on; none is given twice."""
    given = [each.approvals[0].what.label for each in sop.revisions if each.approvals]
    if not given:
        return "1.0"
    major, minor = max(tuple(int(n) for n in each.split(".")) for each in given)
    return f"{major + 1}.0" if significance is Significance.MAJOR else f"{major}.{minor + 1}"


def why_major(old: Procedure | None, new: Procedure) -> tuple[str, ...]:
    """Say why a change is major by itself: nothing for one that is major only if the approver says so."""
    if old is None:
        return ("It is the first revision.",)
    before, after = _binding(old), _binding(new)
    return tuple(sentence for sentence in before if before[sentence] != after[sentence])


def changes_duty(old: Procedure, new: Procedure) -> bool:
    """Tell whether a must step, a must item, a warning or a limit differs: such a change is major by itself."""
    return bool(why_major(old, new))


def _binding(content: Procedure) -> dict[str, object]:
    bounds = {(each.id, each.low, each.high, each.unit, each.expected, each.failing) for each in content.items()}
    return {
        "A step that must be done is added, taken away or changed.": tuple(
            (each.id, each.title, each.text, each.role, each.minutes) for each in content.steps if each.must
        ),
        "A line that must be ticked is added, taken away or changed.": tuple(
            item for item in content.items() if item.must
        ),
        "The bounds of a count change, or what counts as not in order.": {
            each for each in bounds if any(bound is not None for bound in (each[1], each[2], each[4])) or each[5]
        },
        "A warning is added, taken away or changed.": {
            (each.id, each.warnings) for each in content.steps if each.warnings
        },
        "A limit of what somebody may decide changes.": content.limits,
    }
