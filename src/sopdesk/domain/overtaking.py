"""Two drafts of one procedure: which revision another was written from, and what came in between."""

from sopdesk.domain.revision import Revision, Sop


def overtaking(sop: Sop, revision: Revision) -> list[Revision]:
    """Give the revisions that this one was not written from although they came first.

    They are those approved meanwhile, and those handed in before that nobody has decided. What a revision was written
    from is followed back over all its forerunners; without a mark it was written from what was approved until then.
    """
    forerunners = _forerunners(sop, revision)
    since = max((each.approved.order for each in forerunners if each.approved), default=forerunners[-1].submitted.order)
    return [
        each
        for each in sop.revisions
        if each not in forerunners
        and (each.approved.order > since if each.approved else each.is_open and each.proposal < revision.proposal)
    ]


def _forerunners(sop: Sop, revision: Revision) -> list[Revision]:
    """Give a revision, what it was written from, what that was written from, and so on."""
    found = [revision]
    while found[-1].based_on:
        last = found[-1]
        older = [each for each in sop.revisions if each.digest == last.based_on and each.proposal < last.proposal]
        if not older:
            break
        found.append(older[-1])
    return found


def common_base(sop: Sop, one: Revision, other: Revision) -> Revision | None:
    """Give the newest revision from which both were written; None where they have none in common."""
    theirs = _forerunners(sop, other)
    shared = next((each for each in _forerunners(sop, one)[1:] if each in theirs), None)
    if shared is not None:
        return shared
    first = min(one.submitted.order, other.submitted.order)
    older = [each for each in sop.approved() if each.approved is not None and each.approved.order < first]
    return older[-1] if older else None
