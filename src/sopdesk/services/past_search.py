"""Searching the manual as it stood on a day: an index in memory that differs from today's where the manual did."""

from collections.abc import Callable, Iterator
from datetime import datetime

from sopdesk.domain import revision as life
from sopdesk.domain.refusal import Cancelled
from sopdesk.search.document import Document
from sopdesk.search.index import SearchIndex
from sopdesk.services.desk import Desk
from sopdesk.services.documents import documents_of
from sopdesk.services.page import filler
from sopdesk.store import sops as table

Progress = Callable[[int, int], None]


class PastSearch:
    """Holds the index of one day at a time. Only procedures whose revision was another one then are read anew."""

    def __init__(self, desk: Desk) -> None:
        """Work on one desk."""
        self._desk = desk
        self._held: tuple[datetime, SearchIndex] | None = None

    def index(self, as_of: datetime) -> SearchIndex | None:
        """Give the index of a day, or None while it has to be made."""
        held = self._held
        return held[1] if held is not None and held[0] == as_of else None

    def make(
        self, today: SearchIndex, as_of: datetime, progress: Progress | None, cancelled: Callable[[], bool] | None
    ) -> None:
        """Make the index of a day from today's, in place of the one held so far. Raises Cancelled."""
        with self._desk.store.reading() as connection:
            then = table.in_force(connection, as_of, as_of)
            now = table.in_force(connection, self._desk.now(), self._desk.now())
        others = [sop for sop in {**then, **now} if then.get(sop) != now.get(sop)]
        documents = list(self._documents(others, as_of, progress, cancelled))
        self._held = (as_of, today.differing(others, documents))

    def drop(self) -> None:
        """Let go of the index: nobody looks back any more."""
        self._held = None

    def _documents(
        self, sops: list[str], as_of: datetime, progress: Progress | None, cancelled: Callable[[], bool] | None
    ) -> Iterator[Document]:
        fill = filler(self._desk.house())
        for done, sop in enumerate(sops, 1):
            if cancelled is not None and cancelled():
                raise Cancelled
            revision = self._desk.load(sop, life.fold).in_force(as_of, known_at=as_of)
            if revision is not None:
                yield from documents_of(sop, revision.content, fill)
            if progress is not None:
                progress(done, len(sops))
