"""The trail: who did what and when, and what a check of the whole desk finds."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from sopdesk.domain import guided, handover, revision, run, suggestion
from sopdesk.domain.action import ActionEvent
from sopdesk.domain.cause import CauseEvent
from sopdesk.domain.confidence import KEPT_BACK
from sopdesk.domain.event import Recorded
from sopdesk.domain.looking import LOOKS
from sopdesk.domain.person import Right
from sopdesk.services.action_views import called_in_file
from sopdesk.services.checking import check_desk, check_models
from sopdesk.services.confidence import Confidence
from sopdesk.services.desk import Desk
from sopdesk.services.page import filler, titles_of
from sopdesk.services.wording import area_of, tell
from sopdesk.store import holders
from sopdesk.store import trail as table
from sopdesk.store.model import as_instant
from sopdesk.views.trail import Head, TrailLine, Verdict


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries of the journal are meant; everything by default. `who` and `subject` are ids."""

    first: datetime | None = None
    last: datetime | None = None
    who: str = ""
    area: str = ""
    subject: str = ""

    def in_words(self, names: dict[str, str]) -> str:
        """Say what the filter covers."""
        parts = [f"everything in {self.area}" if self.area else "everything"]
        if self.who:
            parts.append(f"by {names.get(self.who, self.who)}")
        if self.subject:
            parts.append(f"about {self.subject}")
        if self.first:
            parts.append(f"from {self.first:%Y-%m-%d %H:%M} UTC")
        if self.last:
            parts.append(f"to {self.last:%Y-%m-%d %H:%M} UTC")
        return " ".join(parts)


_NAMES_PLACES = ("run-", "guide-", "handover-", "suggestion-")
"""How the subjects begin whose events name a place within a procedure, or an item of their own."""
_PLACES = ("step:", "item:", "question:")
_NAMED = re.compile(r"person-[0-9a-f]+|role:[a-z0-9-]+")
EVERYTHING = Filter()
AT_ONCE = 200
"""For how many lines titles are asked for together."""


class Trail:
    """Questions about the journal."""

    def __init__(self, desk: Desk) -> None:
        """Work on one desk."""
        self._desk = desk

    def lines(
        self, which: Filter = EVERYTHING, *, text: str = "", limit: int = 200, before_seq: int | None = None,
        by: str = "",
    ) -> tuple[TrailLine, ...]:  # fmt: skip
        """Give the newest lines that match, newest first; go on with `before_seq` = the last line's number.

        `by` is who wants to read them: refused without the right. The program itself names none.
        """
        if by:
            self._desk.require(by, Right.READ_TRAIL)
        found: list[TrailLine] = []
        wanted = text.casefold().split()
        for line in self._told(which, newest_first=True, before_seq=before_seq, by=by):
            if all(word in _searchable(line) for word in wanted):
                found.append(line)
                if len(found) == limit:
                    break
        return tuple(found)

    def in_order(self, which: Filter = EVERYTHING, *, by: str = "") -> Iterator[TrailLine]:
        """Give every line that matches, oldest first, without holding them all; `by` is who wants to read them."""
        if by:
            self._desk.require(by, Right.READ_TRAIL, Right.EXPORT)
        return self._told(which, newest_first=False, before_seq=None, by=by)

    def count(self, which: Filter = EVERYTHING) -> int:
        """Give how many entries match."""
        with self._desk.store.reading() as connection:
            return table.count(connection, *_where(which))

    def kept_back(self, which: Filter = EVERYTHING, *, by: str) -> int:
        """Give how many of the entries that match stand without their words for whoever reads them."""
        kept = Confidence(self._desk).kept(by)
        if not kept:
            return 0
        subjects = {*kept, *(f"{LOOKS}{each}" for each in kept)}
        with self._desk.store.reading() as connection:
            return table.count_of_others(connection, *_where(which), subjects=subjects, actor=by)

    def span(self, which: Filter = EVERYTHING) -> tuple[datetime | None, datetime | None]:
        """Give when the first and the last of the entries that match were recorded."""
        with self._desk.store.reading() as connection:
            first, last = table.span(connection, *_where(which))
        return as_instant(first), as_instant(last)

    def head(self) -> Head:
        """Give the head of this station's journal."""
        return self._desk.store.head()

    def of_this_desk(self, notes: Sequence[str]) -> list[str]:
        """Give those of some checkpoints that are about a log of this desk."""
        with self._desk.store.reading() as connection:
            begins = tuple(f"{each.origin}\n" for each in holders.logs(connection))
        return [each for each in notes if each.startswith(begins)]

    def verify(
        self,
        *,
        full: bool = True,
        checkpoints: Sequence[str] = (),
        keys: Sequence[str] = (),
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Verdict:
        """Check the whole desk: hashes, log, checkpoints, and (full) read models folded anew."""
        return check_desk(
            self._desk, full=full, checkpoints=checkpoints, keys=keys, progress=progress, cancelled=cancelled
        )

    def rebuild(
        self,
        *,
        check: bool = False,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Verdict:
        """Fold everything again; with `check` only compare with what is there."""
        return check_models(self._desk, check=check, progress=progress, cancelled=cancelled)

    def _told(self, which: Filter, *, newest_first: bool, before_seq: int | None, by: str) -> Iterator[TrailLine]:
        """Tell entries; of a file that is kept from the reader that somebody acted on it, and none of its words."""
        kept = Confidence(self._desk).kept(by)
        roles = {f"role:{each}": name for each, name in self._desk.roles().names().items()}
        names = {**self._desk.names(), **roles}
        entries = self._desk.store.entries(*_where(which), newest_first=newest_first, before_seq=before_seq)
        while page := list(islice(entries, AT_ONCE)):
            with self._desk.store.reading() as connection:
                about = table.titles(connection, {each.subject.removeprefix(LOOKS) for each in page})
            items: dict[str, dict[str, str]] = {}
            for each in page:
                line = self._line(each, names, about, items)
                hidden = each.subject.removeprefix(LOOKS) in kept and each.stamp.actor != by
                yield _kept_back(line) if hidden else line

    def _line(
        self, each: Recorded, names: dict[str, str], about: dict[str, str], items: dict[str, dict[str, str]]
    ) -> TrailLine:
        told, stamp = tell(each, self._called(each, items), self._desk.zone()), each.stamp
        return TrailLine(
            f"{stamp.log}:{stamp.seq}", stamp.seq, stamp.at, told.occurred_at,
            names.get(stamp.actor, stamp.actor), self._desk.store.kind_of(each),
            _named(_joined(told.what, told.text), names),
            about.get(each.subject.removeprefix(LOOKS)) or names.get(each.subject, ""), each.subject,
            area_of(each.subject), told.was, told.now, told.reason, self._desk.signature_of(each),
        )  # fmt: skip

    def _called(self, each: Recorded, known: dict[str, dict[str, str]]) -> dict[str, str]:
        """Give the words of the items, steps and answers that an event may name by their ids.

        `known` holds those of the runs, workflows and suggestions that were met already.
        """
        if not each.subject.startswith(_NAMES_PLACES) and not isinstance(each.what, ActionEvent | CauseEvent):
            return {}
        if each.subject not in known:
            known[each.subject] = self._places_of(each.subject)
        return known[each.subject]

    def _places_of(self, subject: str) -> dict[str, str]:
        """Give what a run's items, a workflow's steps and answers, or a procedure's places are called, by id."""
        if subject.startswith("incident-"):
            return called_in_file(self._desk.store.history(subject).events)
        if subject.startswith("handover-"):
            left = self._desk.load(subject, handover.fold).items
            return {name: each.left.text or "" for name, each in left.items()}
        began = self._began(subject)
        pinned = self._desk.load(began.sop, revision.fold).of_digest(began.digest) if began else None
        if pinned is None:
            return {}
        titles = titles_of(pinned.content, filler(self._desk.house()))
        by_id = {key.partition(":")[2]: words for key, words in titles.items() if key.startswith(_PLACES)}
        return {**titles, **by_id}

    def _began(self, subject: str) -> run.RunStarted | guided.GuideStarted | suggestion.SuggestionMade | None:
        if subject.startswith("run-"):
            return self._desk.load(subject, run.fold).started
        if subject.startswith("guide-"):
            return self._desk.load(subject, guided.fold).started
        return self._desk.load(subject, suggestion.fold).made


def _where(which: Filter) -> tuple[datetime | None, datetime | None, str, str, str]:
    return which.first, which.last, which.who, which.area, which.subject


def _joined(what: str, text: str) -> str:
    return f"{what}: {text}" if text else what


def _named(words: str, names: dict[str, str]) -> str:
    """Put names in the place of the ids of people and of the house's own roles."""
    return _NAMED.sub(lambda found: names.get(found[0], found[0]), words)


def _kept_back(line: TrailLine) -> TrailLine:
    return replace(line, what=f"acted on a confidential file: {KEPT_BACK}", was="", now="", reason="", occurred_at=None)


def _searchable(line: TrailLine) -> str:
    return f"{line.who} {line.what} {line.about} {line.was} {line.now} {line.reason}".casefold()
