"""Suggestions about procedures: made by anyone, answered by the owner, credited in the revision that takes them up."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sopdesk.domain import review, revision
from sopdesk.domain import suggestion as life
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.revision import Sop
from sopdesk.domain.sop import Procedure
from sopdesk.domain.suggestion import Answer, Suggestion, SuggestionState, Wish
from sopdesk.services.desk import Desk
from sopdesk.services.page import filler
from sopdesk.store import drafts as kept_texts
from sopdesk.store import suggestions as table
from sopdesk.store.model import as_instant
from sopdesk.views.care import SuggestionRow
from sopdesk.views.people import PersonView

MOST = 200
"""How many suggestions a list shows at once: the newest."""


class Suggestions:
    """Acts and questions about suggestions."""

    def __init__(self, desk: Desk) -> None:
        """Work on one desk."""
        self._desk = desk

    def make(self, *, by: str, sop: str, digest: str, wish: Wish, place: str = "", text: str = "") -> str:
        """Suggest something about a procedure as it was read (its digest), on a step or on the whole; give its id."""
        self._desk.somebody(by)
        read = self._desk.load(sop, revision.fold).of_digest(digest)
        if read is None:
            raise Refusal("That revision is not in this desk.")
        if place and not titles_of_places(read.content).get(place):
            raise Refusal("That step is not in this revision.")
        new = self._desk.new_id("suggestion")
        self._desk.record(by, (new, [life.make(sop, digest, wish, place=place, text=text)]))
        return new

    def answer(self, *, by: str, suggestion: str, answer: Answer, words: str = "") -> None:
        """Say what becomes of a suggestion: the role that owns the procedure does, or those who approve."""
        who, state = self._desk.somebody(by), self._load(suggestion)
        if state.made is not None and not review.may_review(who, self._owner(state.made.sop)):
            raise Refusal("Suggestions are answered by the role that owns the procedure, or by those who approve.")
        self._desk.record(by, (suggestion, [life.answer(state, answer, words=words)]))

    def withdraw(self, *, by: str, suggestion: str) -> None:
        """Take one's own suggestion back, while nobody has answered it."""
        self._desk.somebody(by)
        self._desk.record(by, (suggestion, [life.withdraw(self._load(suggestion), by=by)]))

    def of(self, sop: str, *, as_of: datetime | None = None) -> tuple[SuggestionRow, ...]:
        """Give what was suggested about a procedure, newest first; those taken back are left out."""
        with self._desk.store.reading() as connection:
            rows = table.of_sop(connection, sop)
        known = [row for row in rows if as_of is None or datetime.fromisoformat(row.made_at) <= as_of]
        found = self._views(known, as_of)
        return tuple(each for each in found if each.state is not SuggestionState.WITHDRAWN)

    def one(self, suggestion: str) -> SuggestionRow:
        """Give one suggestion."""
        with self._desk.store.reading() as connection:
            row = table.one(connection, suggestion)
        if row is None:
            raise Refusal("There is no such suggestion.")
        return self._views([row])[0]

    def rows(self, *, answered: bool = False, limit: int = MOST) -> tuple[SuggestionRow, ...]:
        """Give the newest suggestions of all procedures: the open ones, or those that were answered."""
        states = (SuggestionState.ACCEPTED, SuggestionState.DECLINED) if answered else (SuggestionState.OPEN,)
        with self._desk.store.reading() as connection:
            rows = table.of_state(connection, [each.value for each in states], limit)
        return self._views(rows)

    def waiting_for(self, person: PersonView) -> tuple[SuggestionRow, ...]:
        """Give the open suggestions that somebody may answer, oldest first."""
        return tuple(each for each in reversed(self.rows()) if self.may_answer(person, each))

    def may_answer(self, person: PersonView, suggestion: SuggestionRow) -> bool:
        """Tell whether somebody may answer a suggestion."""
        return person.may(Right.APPROVE) or review.owns(person.roles, suggestion.owner)

    def to_settle(self, sop: str) -> tuple[SuggestionRow, ...]:
        """Give the accepted suggestions that no standing revision has taken up yet, newest first."""
        return tuple(each for each in self.of(sop) if each.state is SuggestionState.ACCEPTED and not each.proposal)

    def news_for(self, person: PersonView) -> tuple[SuggestionRow, ...]:
        """Give the answered suggestions of somebody who has not looked at the answer yet, newest first."""
        with self._desk.store.reading() as connection:
            rows = [
                row for row in table.answered_to(connection, person.id)
                if row.answered_by != person.id and not kept_texts.recall(connection, _seen(row.subject))
            ]  # fmt: skip
        return self._views(rows)

    def see(self, suggestion: str) -> None:
        """Remember that the author has looked at the answer: outside the record, it is no act."""
        with self._desk.store.writing() as connection:
            kept_texts.remember(connection, _seen(suggestion), "seen")

    def _views(self, rows: Sequence[Any], as_of: datetime | None = None) -> tuple[SuggestionRow, ...]:
        if not rows:
            return ()
        names, fill = self._desk.names(), filler(self._desk.house())
        states = {sop: self._desk.load(sop, revision.fold) for sop in {row.sop for row in rows}}
        with self._desk.store.reading() as connection:
            taken = table.proposals_settling(connection, [row.subject for row in rows])
        instant = as_of or self._desk.now()
        found = []
        for row in rows:
            state, answered_at = states[row.sop], as_instant(row.answered_at)
            now = _newest(state, instant)
            read = state.of_digest(row.digest) or now
            place, then = titles_of_places(now.content), titles_of_places(read.content)
            known = answered_at is not None and (as_of is None or answered_at <= as_of)
            proposal = taken.get(row.subject, 0)
            found.append(
                SuggestionRow(
                    row.subject, row.sop, now.content.number, fill(now.content.title), now.content.owner, row.place,
                    fill(then.get(row.place, ("", ""))[0]), Wish(row.wish), row.text,
                    names.get(row.author, row.author), row.author, datetime.fromisoformat(row.made_at),
                    _state(row, as_of), row.words if known else "",
                    names.get(row.answered_by, row.answered_by) if known else "", answered_at if known else None,
                    bool(row.place) and place.get(row.place) != then.get(row.place), proposal,
                    state.proposal(proposal).label if proposal else "",
                )
            )  # fmt: skip
        return tuple(found)

    def _owner(self, sop: str) -> str:
        return _newest(self._desk.load(sop, revision.fold), self._desk.now()).content.owner

    def _load(self, suggestion: str) -> Suggestion:
        return self._desk.load(suggestion, life.fold)


def titles_of_places(content: Procedure) -> dict[str, tuple[str, str]]:
    """Give title and text of every step and question by its id."""
    return {
        **{each.id: (each.title, each.text) for each in content.steps},
        **{each.id: (each.question, each.answer) for each in content.questions},
    }


def _newest(state: Sop, instant: datetime) -> revision.Revision:
    return state.in_force(instant) or (state.approved() or state.revisions)[-1]


def _state(row: Any, as_of: datetime | None) -> SuggestionState:  # noqa: ANN401 - a table's row
    """Give where a suggestion stands, or stood at an instant."""
    changed = as_instant(row.answered_at) or as_instant(row.withdrawn_at)
    if as_of is not None and changed is not None and changed > as_of:
        return SuggestionState.OPEN
    return SuggestionState(row.state)


def _seen(suggestion: str) -> str:
    return f"seen:{suggestion}"
