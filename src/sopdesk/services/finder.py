"""Finding: the search index kept up with the journal, and what it finds put into views."""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from threading import Lock, Thread
from time import perf_counter

from sopdesk.domain import case
from sopdesk.domain import handover as leaving
from sopdesk.domain import revision as life
from sopdesk.domain.confidence import Sight
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Cancelled, Trouble
from sopdesk.domain.sop import Format
from sopdesk.search.document import MANUAL, Document, Hit, Watermark
from sopdesk.search.index import SearchIndex
from sopdesk.services.confidence import Confidence
from sopdesk.services.desk import Desk
from sopdesk.services.documents import document_of_handover, document_of_incident, documents_of, kept_from
from sopdesk.services.page import filler
from sopdesk.services.past_search import PastSearch
from sopdesk.store import sops as table
from sopdesk.store.handovers import HANDOVERS
from sopdesk.store.incidents import INCIDENTS
from sopdesk.store.model import as_text
from sopdesk.views.people import PersonView
from sopdesk.views.today import Found, FoundAll

FOLDER = "index"
INCIDENT = "incident"
FEW = 12
"""So many words of a text are asked for where none tell what it is like."""


class Finder:
    """Search as a person types, over the revisions in force and, for those who may, hand-overs and incidents."""

    def __init__(self, desk: Desk, folder: Path, overdue: Callable[[Collection[str]], set[str]]) -> None:
        """Stand for the index in the desk's folder, which is read when it is first needed.

        `overdue` is asked which of some procedures are overdue for review.
        """
        self._overdue = overdue
        self._past = PastSearch(desk)
        self._desk = desk
        self._confidence = Confidence(desk)
        self._folder = folder / FOLDER
        self._opened: SearchIndex | None = None
        self._opening = Lock()
        self._beside: Thread | None = None

    def open_beside(self) -> None:
        """Begin to read the index in another thread: at 10,000 procedures that takes longer than a window should."""
        self._beside = Thread(target=self._open_quietly, name="opening the search index", daemon=True)
        self._beside.start()

    def opening(self) -> bool:
        """Tell whether the index is still being read in another thread."""
        return self._beside is not None and self._beside.is_alive()

    def search(
        self,
        text: str,
        *,
        person: PersonView | None = None,
        limit: int = 12,
        section: str = "",
        format: Format | None = None,  # noqa: A002 - the field's own word
        as_of: datetime | None = None,
    ) -> FoundAll:
        """Give what fits the words, grouped, best first; hand-overs and incidents only to those who may read them.

        `as_of` searches the manual as it stood then, once `look_back` has made it searchable.
        """
        began = perf_counter()
        index = self._searchable(as_of)
        if index is None:
            return FoundAll(text, (), "", 0.0, ready=False)
        groups = _groups_for(person)
        by = person.id if person is not None and INCIDENT in groups else ""
        results = index.search(
            text,
            limit=limit,
            section=section or None,
            format=format.value if format else None,
            groups=groups,
            kept=kept_from(self._confidence.reach(by)),
        )
        hits = self._seen(results.hits, by)
        sops = {hit.parent or hit.id for hit in hits if hit.group in MANUAL}
        late = self._overdue(sops) if as_of is None and sops else set()
        found = tuple(
            Found(
                hit.group, hit.parent or hit.id, hit.id.partition("#")[2], hit.title, hit.snippet, hit.context,
                hit.title_marks, hit.snippet_marks, (hit.parent or hit.id) in late,
            )
            for hit in hits
        )  # fmt: skip
        return FoundAll(text, found, results.did_you_mean or "", (perf_counter() - began) * 1000)

    def look_back(
        self,
        as_of: datetime,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """Make the manual of a day in the past searchable. Raises Cancelled."""
        if self._past.index(as_of) is None:
            self._past.make(self._index, as_of, progress, cancelled)

    def look_at_today(self) -> None:
        """Let go of the past that was made searchable."""
        self._past.drop()

    def propose(self, text: str) -> list[str]:
        """Give the ids of the procedures that fit a narrative, best first."""
        if self.opening() or self._index.needs_rebuild:
            return []
        return [hit.parent or hit.id for hit in self._index.propose(text)]

    def alike(self, text: str, limit: int = 5, *, by: str = "") -> list[str]:
        """Give the ids of the incidents that somebody sees whose words are nearest to a narrative, best first."""
        if self.opening() or self._index.needs_rebuild:
            return []
        kept = kept_from(self._confidence.reach(by))
        words = self._index.telling(text) or " ".join(text.split()[:FEW])
        return [hit.id for hit in self._index.search(f"{words} ", limit=limit, groups=(INCIDENT,), kept=kept).hits]

    def behind(self) -> bool:
        """Tell whether the index has to be brought up to the journal."""
        mark = self._index.watermark
        return mark is None or mark.seq != self._mark_seq() or bool(self._due(mark))

    def catch_up(
        self,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """Bring the index up to the journal; build it anew when it is missing, damaged, foreign or ahead."""
        mark, target = self._index.watermark, self._mark()
        if mark is None or self._index.needs_rebuild or not self._fits(mark):
            self._index.rebuild(self._everything(cancelled), target, progress, cancelled)
            return
        subjects = {*self._desk.store.changed_since(mark.seq), *self._due(mark)}
        documents = [each for subject in subjects for each in self._documents(subject)]
        self._index.replace(subjects, documents, target, forget=self._desk.store.erased_since(mark.seq))

    def close(self) -> None:
        """Give the index's files back."""
        if self._beside is not None:
            self._beside.join()
        if self._opened is not None:
            self._opened.close()

    def _seen(self, hits: Sequence[Hit], by: str) -> list[Hit]:
        """Leave out what was made confidential since the index was written."""
        sights = self._confidence.sights(by, [hit.id for hit in hits if hit.group == INCIDENT])
        return [hit for hit in hits if sights.get(hit.id) not in {Sight.OWN, Sight.HIDDEN}]

    def _searchable(self, as_of: datetime | None) -> SearchIndex | None:
        if as_of is not None:
            return self._past.index(as_of)
        return None if self.opening() or self._index.needs_rebuild else self._index

    @property
    def _index(self) -> SearchIndex:
        with self._opening:
            if self._opened is None:
                owner = self._desk.store.index_owner()
                self._opened = SearchIndex.open(self._folder, self._mark(), owner=owner)
            return self._opened

    def _open_quietly(self) -> None:
        """Read the index; what stands in the way is said to whoever asks for it next."""
        try:
            _ = self._index
        except Trouble as trouble:
            logging.getLogger(__name__).warning("the search index was not opened: %s", trouble.sentence)

    def _mark_seq(self) -> int:
        return self._desk.store.size - 1

    def _mark(self) -> Watermark:
        return Watermark(self._mark_seq(), self._desk.store.leaf_hex(self._mark_seq()), as_text(self._desk.now()) or "")

    def _fits(self, mark: Watermark) -> bool:
        return mark.seq <= self._mark_seq() and self._desk.store.leaf_hex(mark.seq) == mark.head

    def _due(self, mark: Watermark) -> list[str]:
        with self._desk.store.reading() as connection:
            return table.becoming_effective(connection, datetime.fromisoformat(mark.at), self._desk.now())

    def _everything(self, cancelled: Callable[[], bool] | None) -> Iterator[Document]:
        for subject in self._desk.store.subjects():
            if cancelled is not None and cancelled():
                raise Cancelled
            yield from self._documents(subject)

    def _documents(self, subject: str) -> Iterable[Document]:
        if subject.startswith("sop-"):
            revision = self._desk.load(subject, life.fold).in_force(self._desk.now())
            if revision is not None:
                yield from documents_of(subject, revision.content, filler(self._desk.house()))
        elif subject.startswith(INCIDENTS.prefix):
            yield from document_of_incident(self._desk.load(subject, case.fold))
        elif subject.startswith(HANDOVERS.prefix):
            state = self._desk.load(subject, leaving.fold)
            if state.stamp is not None:
                yield document_of_handover(state, self._desk.day_of(state.stamp.at))


def _groups_for(person: PersonView | None) -> tuple[str, ...]:
    """Give what somebody may find: hand-overs as in their book, once signed in; incidents with the right to them."""
    if person is None:
        return MANUAL
    return (*MANUAL, "handover", *([INCIDENT] if person.may(Right.READ_INCIDENTS) else ()))
