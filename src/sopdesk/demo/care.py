"""How the demo café looks after its manual: reviews signed and demanded, suggestions, and what nobody found."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial

from sopdesk.demo.cast import PASSWORD
from sopdesk.domain.review import Ground, Verdict
from sopdesk.domain.suggestion import Answer, Wish
from sopdesk.services.workspace import Workspace

People = Mapping[str, str]
Act = Callable[[Workspace, People], None]
GAPS = (
    ("oat milk", ("leo", "mei", "mei", "amira", "")), ("gift card", ("leo", "leo", "mei")),
    ("wifi password", ("mei", "")), ("lactose free cake", ("amira",)), ("price of catering", ("leo",)),
)  # fmt: skip
"""Words that the manual does not answer, and who looked for them ("": nobody was signed in)."""


def _sop(desk: Workspace, number: str) -> str:
    found = desk.manual.find_number(number)
    if found is None:
        raise ValueError(f"the starter manual has no {number}")
    return found


def _review(
    desk: Workspace, people: People, *, by: str, number: str, remark: str, verdict: Verdict = Verdict.KEEP
) -> None:
    sop = _sop(desk, number)
    desk.reviews.sign(
        by=people[by], password=PASSWORD, sop=sop, digest=desk.manual.page(sop).revision.digest, verdict=verdict,
        remark=remark,
    )  # fmt: skip


def _demand(desk: Workspace, people: People) -> None:
    sops = [_sop(desk, number) for number in ("SOP-007", "SOP-035", "SOP-023")]
    desk.reviews.demand(
        by=people["ruth"], sops=sops, ground=Ground.LAW, due=desk.desk.day_of(desk.now()) + timedelta(days=21),
        reason="The new guidance on labelling allergens for food packed on the premises",
    )  # fmt: skip


def _suggest(  # noqa: PLR0917 - what somebody says
    desk: Workspace, people: People, by: str, number: str, place: str, text: str, wish: Wish = Wish.CHANGE
) -> None:
    sop = _sop(desk, number)
    digest = desk.manual.page(sop).revision.digest
    desk.suggestions.make(by=people[by], sop=sop, digest=digest, wish=wish, place=place, text=text)


def _answer(desk: Workspace, people: People, *, by: str, number: str, answer: Answer, words: str) -> None:
    newest = desk.suggestions.of(_sop(desk, number))[0]
    desk.suggestions.answer(by=people[by], suggestion=newest.id, answer=answer, words=words)


def _look_in_vain(desk: Workspace, people: People) -> None:
    for words, who in GAPS:
        for each in who:
            desk.gaps.count(words, desk.people.person(people[each]) if each else None)


_DAYS: dict[int, tuple[Act, ...]] = {
    27: (partial(_suggest, by="leo", number="SOP-003", place="", text="Say the customer’s name when you know it."),),
    28: (partial(_answer, by="george", number="SOP-003", answer=Answer.ACCEPTED, words="Yes. Amira writes it in."),),
    58: (partial(_review, by="ines", number="SOP-005", remark="Read with Mei-Ling at the terminal. All holds."),),
    64: (_demand,),
    73: (partial(_suggest, by="mei", number="SOP-010", place="farewell", text="Leave the last words to us."),),
    74: (
        partial(_answer, by="ines", number="SOP-010", answer=Answer.DECLINED,
                words="Customers remember the end. Your own words are welcome, silence is not."),
    ),
    77: (
        partial(_review, by="george", number="SOP-007", verdict=Verdict.REVISE,
                remark="Sandwiches that we pack ourselves need the full list on the label."),
    ),
    79: (_look_in_vain,),
    84: (partial(_suggest, by="amira", number="SOP-023", place="room", text="Keep a trolley ready by the back door."),),
    86: (partial(_answer, by="tomasz", number="SOP-023", answer=Answer.ACCEPTED, words="With the next revision."),),
    90: (
        partial(_suggest, by="leo", number="SOP-017", place="probe", text="The ice runs out on Mondays before nine.",
                wish=Wish.DOES_NOT_WORK),
        _look_in_vain,
    ),
    91: (
        partial(_suggest, by="mei", number="SOP-041", place="heavy", text="Who cleans behind the oven?",
                wish=Wish.QUESTION),
    ),
}  # fmt: skip


def on_day(day: int) -> tuple[Act, ...]:
    """Give what is done for the manual on one of the days, counted from the founding."""
    return _DAYS.get(day, ())
