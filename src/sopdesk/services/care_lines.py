"""What the care of the manual puts on Today: reviews, suggestions to answer, and answers to one's own."""

from collections.abc import Iterator

from sopdesk.domain.person import Right
from sopdesk.domain.review import AHEAD, Verdict, owns
from sopdesk.services.desk import Desk
from sopdesk.services.manual import Manual
from sopdesk.services.suggestions import Suggestions
from sopdesk.views.manual import SopRow
from sopdesk.views.people import PersonView
from sopdesk.views.today import TodayLine, Urgency

MOST = 50
"""How many lines of each sort are shown at once: the oldest; the others follow when these are done."""


class CareLines:
    """The lines of Today that are about the manual's own state."""

    def __init__(self, desk: Desk, manual: Manual, suggestions: Suggestions) -> None:
        """Ask the other services."""
        self._desk = desk
        self._manual = manual
        self._suggestions = suggestions

    def lines(self, person: PersonView) -> Iterator[TodayLine]:
        """Give the lines for one person: as owner, as somebody who approves, as author of a suggestion."""
        yield from self._due(person)
        yield from self._wanted(person)
        yield from self._suggested(person)
        yield from self._answered(person)

    def _due(self, person: PersonView) -> Iterator[TodayLine]:
        until = self._desk.day_of(self._desk.now()) + AHEAD
        for row in self._manual.reviews(until, MOST):
            if row.review_due is not None and _answers_for(person, row):
                detail = f"{'overdue since' if row.overdue else 'due'} {row.review_due.day} {row.review_due:%B %Y}"
                yield TodayLine(
                    Urgency.SOON if row.overdue else Urgency.LATER, f"Review {row.number} {row.title}",
                    f"{detail}: {row.demanded_for}" if row.demanded_for else detail, "Review", "review", row.id,
                )  # fmt: skip

    def _wanted(self, person: PersonView) -> Iterator[TodayLine]:
        for row in self._manual.wanted():
            if _answers_for(person, row):
                what = "To be revised" if row.wanted == Verdict.REVISE else "Not needed any more"
                yield TodayLine(
                    Urgency.SOON, f"{row.number} {row.title}", f"{what}: {row.remark}", "Read", "page", row.id
                )

    def _suggested(self, person: PersonView) -> Iterator[TodayLine]:
        for each in self._suggestions.waiting_for(person)[:MOST]:
            said = each.text or "this does not work"
            yield TodayLine(
                Urgency.SOON, f"Suggestion about {each.number} {each.place_words or each.title}",
                f"{each.author}: {said}", "Answer", "suggestion", each.id, each.made_at,
            )  # fmt: skip

    def _answered(self, person: PersonView) -> Iterator[TodayLine]:
        for each in self._suggestions.news_for(person)[:MOST]:
            said = f"{each.answered_by} {each.state} it" + (f": {each.words}" if each.words else "")
            yield TodayLine(
                Urgency.SOON, f"Your suggestion about {each.number} {each.title}", said, "Read", "answer", each.id,
                each.answered_at,
            )  # fmt: skip


def _answers_for(person: PersonView, row: SopRow) -> bool:
    return person.may(Right.APPROVE) or owns(person.roles, row.owner)
