"""The revisions that the demo café's people write: approved, returned, signed twice, in review, waiting, for later."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from sopdesk.demo.cast import PASSWORD
from sopdesk.domain.reviewing import Comment, Opinion
from sopdesk.domain.revision import Significance
from sopdesk.domain.sop import Format, Kind, Procedure
from sopdesk.services.workspace import Workspace

People = Mapping[str, str]
Revise = Callable[[Workspace, People], None]


def _pick(desk: Workspace, format: Format, place: int) -> str:  # noqa: A002 - the field's own word
    rows = desk.manual.rows(format=format)
    return rows[min(place, len(rows) - 1)].id


def _untouched(desk: Workspace, kind: Kind) -> str:
    """Give a procedure of a kind that nobody has revised yet."""
    return next(row.id for row in desk.manual.rows(kind=kind) if row.label == "1.0" and not row.waiting)


def _with_tip(content: Procedure, tip: str, *, step: int = 0) -> Procedure:
    steps = list(content.steps)
    steps[step] = replace(steps[step], tips=(*steps[step].tips, tip))
    return replace(content, steps=tuple(steps))


def _add_a_tip(desk: Workspace, people: People) -> None:
    sop = _pick(desk, Format.ARTICLE, 0)
    page = desk.manual.page(sop)
    content = _with_tip(page.content, "Say the customer's name once you know it; it slows both of you down a little.")
    taken_up = [each.id for each in desk.suggestions.to_settle(sop)]
    desk.manual.submit(
        by=people["amira"], sop=sop, content=content, reason="Asked for after a busy Saturday.", settles=taken_up
    )
    desk.manual.approve(by=people["george"], password=PASSWORD, sop=sop, proposal=2, significance=Significance.MINOR)


def _widen_the_scope(desk: Workspace, people: People) -> None:
    sop = _pick(desk, Format.ARTICLE, 2)
    content = desk.manual.page(sop).content
    content = replace(content, scope=f"{content.scope}\n\nIt holds on the terrace as well.")
    desk.manual.submit(by=people["tomasz"], sop=sop, content=content, reason="The terrace is open again.")
    desk.manual.approve(by=people["ines"], password=PASSWORD, sop=sop, proposal=2, significance=Significance.MAJOR)


def _hang_copies_up(desk: Workspace, people: People) -> None:
    """Issue copies of what is revised two weeks later: they are then to be called in, and one is back already."""
    revised, kept = _pick(desk, Format.ARTICLE, 2), _pick(desk, Format.CHECKLIST, 1)
    for place in ("Terrace, waiters' station", "Office, blue folder"):
        desk.copies.issue(by=people["ines"], sop=revised, place=place)
    desk.copies.issue(by=people["ines"], sop=revised, holder="Leo", form="A5")
    desk.copies.issue(by=people["george"], sop=kept, place="Kitchen, beside the fridge", form="A4")


def _fetch_one_copy(desk: Workspace, people: People) -> None:
    copy = desk.copies.rows(sop=_pick(desk, Format.ARTICLE, 2))[0]
    desk.copies.call_in(by=people["ines"], copies=[copy.id], reason="The terrace is in it now.")
    desk.copies.take_back(by=people["ines"], copy=copy.id, remark="Shredded.")


def _hand_in_and_return(desk: Workspace, people: People) -> None:
    sop = _pick(desk, Format.FAQ, 0)
    content = desk.manual.page(sop).content
    content = replace(content, questions=content.questions[:-1])
    desk.manual.submit(by=people["mei"], sop=sop, content=content, reason="Nobody asks the last question.")
    desk.manual.give_back(
        by=people["george"], sop=sop, proposal=2, reason="It was asked twice last week; please keep it."
    )


def _for_next_week(desk: Workspace, people: People) -> None:
    sop = _pick(desk, Format.CHECKLIST, 0)
    content = _with_tip(desk.manual.page(sop).content, "Two people, two ends: one takes the counter, one the tables.")
    desk.manual.submit(by=people["amira"], sop=sop, content=content, reason="Faster in pairs, tried for a week.")
    desk.manual.approve(
        by=people["ruth"], password=PASSWORD, sop=sop, proposal=2, significance=Significance.MINOR,
        effective_from=desk.now() + timedelta(days=9),
    )  # fmt: skip


def _wait_for_approval(desk: Workspace, people: People) -> None:
    sop = _pick(desk, Format.WORKFLOW, 0)
    page = desk.manual.page(sop)
    content = _with_tip(page.content, "Terminal 2 needs ten seconds after a paper change.")
    desk.manual.submit(by=people["tomasz"], sop=sop, content=content, reason="Two false alarms since the new terminal.")


def _sign_twice(desk: Workspace, people: People) -> None:
    """Let two people sign what is handed up: the house has asked for it since last week."""
    sop = _untouched(desk, Kind.ESCALATION)
    content = _with_tip(desk.manual.page(sop).content, "Say who you have called and when they will be here.")
    desk.manual.submit(by=people["amira"], sop=sop, content=content, reason="Nobody knew whether help was coming.",
                       reviewers=(people["leo"],))  # fmt: skip
    desk.manual.give_review(by=people["leo"], sop=sop, proposal=2, opinion=Opinion.FIT)
    for who in ("george", "ines"):
        desk.manual.approve(by=people[who], password=PASSWORD, sop=sop, proposal=2, significance=Significance.MINOR)


def _ask_for_two(desk: Workspace, people: People) -> None:
    desk.manual.rule_approvals(by=people["ruth"], kind=Kind.ESCALATION, approvals=2)


def _ask_for_a_review(desk: Workspace, people: People) -> None:
    """Leave one revision in review: one of two has answered, with remarks beside the steps."""
    sop = _untouched(desk, Kind.COMPLAINT)
    content = desk.manual.page(sop).content
    first, *others = content.steps
    content = replace(content, steps=(replace(first, text=f"{first.text} Offer a seat and a glass of water."), *others))
    desk.manual.submit(
        by=people["leo"], sop=sop, content=content, reason="It calms people down; we have done it for a month.",
        reviewers=(people["tomasz"], people["mei"]), in_order=True,
    )  # fmt: skip
    remarks = (
        Comment(f"step:{first.id}", "Not at the counter: there is no room for a chair. At the corner table?"),
        Comment("", "I like it. The water is on the house, so say so."),
    )
    desk.manual.give_review(
        by=people["tomasz"], sop=sop, proposal=2, opinion=Opinion.CHANGES, comments=remarks
    )  # fmt: skip


_DAYS: dict[int, tuple[Revise, ...]] = {
    31: (_add_a_tip,),
    38: (_hang_copies_up,),
    45: (_ask_for_two,),
    52: (_widen_the_scope,),
    54: (_fetch_one_copy,),
    58: (_sign_twice,),
    70: (_hand_in_and_return,),
    88: (_for_next_week,),
    90: (_ask_for_a_review,),
    91: (_wait_for_approval,),
}


def on_day(day: int) -> tuple[Revise, ...]:
    """Give what is written and decided on one of the days, counted from the founding."""
    return _DAYS.get(day, ())
