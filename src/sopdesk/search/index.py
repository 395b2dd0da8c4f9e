"""The search of the desk: opened from a disposable folder, kept up with the journal, asked while someone types."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

from whoosh.filedb.filestore import RamStorage

from sopdesk.search import catalogue
from sopdesk.search.answer import Choice, answer, groups_of
from sopdesk.search.document import MANUAL, NOTHING_KEPT, PRIVATE, Document, Hit, Kept, Results, Watermark
from sopdesk.search.leaf import Leaf
from sopdesk.search.narrative import telling_words
from sopdesk.search.pages import tag
from sopdesk.search.question import Reader
from sopdesk.search.ranking import Ranked, best_pages
from sopdesk.search.shelf import Shelf
from sopdesk.search.synonyms import Synonyms, of_the_trade
from sopdesk.search.view import View

_NOWHERE: frozenset[int] = frozenset()
READERS = 12
"""For so many sorts of askers what has been read is remembered: by their groups, and by what is kept from them."""


class NeedsRebuildError(RuntimeError):
    """An index that is missing, damaged or foreign cannot be kept up; it has to be built anew."""


@dataclass(frozen=True, eq=False)
class _State:
    """One moment of the index. Searches read it while the next one is written, and then exchanged for it."""

    storage: RamStorage
    watermark: Watermark
    found: catalogue.Leaves
    leaves: dict[str, Leaf]
    view: View
    private: dict[str, frozenset[int]]  # the pages of each group that not everyone may see
    reader: Callable[[frozenset[str], Kept], Reader]  # by which of these groups may show, and what of them does not


class SearchIndex:
    """A full-text index of a manual, its hand-overs and incidents. One thread may write while others search."""

    def __init__(self, shelf: Shelf, synonyms: Synonyms) -> None:
        self._shelf = shelf
        self._synonyms = synonyms
        self._writing = Lock()
        self._state: _State | None = None
        self._search = lru_cache(maxsize=32)(_find)

    @classmethod
    def open(
        cls, folder: Path, watermark_of_desk: Watermark | None, *, owner: str, synonyms: Iterable[str] = ()
    ) -> "SearchIndex":
        """Open the index in a folder; whatever is missing, damaged, foreign or ahead of the desk needs a rebuild.

        `owner` is a secret of this desk on this machine, `synonyms` are the house's own lines in addition to the
        list of the trade. Never raises for what lies in the folder.
        """
        shelf = Shelf(folder, owner)
        index = cls(shelf, Synonyms((*of_the_trade(), *synonyms)))
        if (loaded := shelf.load()) and not _ahead(loaded[1], watermark_of_desk):
            try:
                index._exchange(*loaded)
            except Exception:  # noqa: BLE001 - Whoosh raises anything on files of another version; a rebuild mends it
                index._state = None
        return index

    @property
    def needs_rebuild(self) -> bool:
        """Tell whether there is nothing to search: the caller then calls `rebuild`."""
        return self._state is None

    @property
    def watermark(self) -> Watermark | None:
        """Give how far the index has read the journal; None when it needs a rebuild."""
        state = self._state
        return state.watermark if state else None

    def rebuild(
        self,
        documents: Iterable[Document],
        watermark: Watermark,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> bool:
        """Build the index anew and exchange it for the old one; False when cancelled, and then nothing changed."""
        with self._writing:
            storage = self._shelf.storage()
            try:
                catalogue.build(storage, documents, progress or _silent, cancelled or bool)
            except catalogue.Cancelled:
                return False
            self._shelf.save(storage, watermark)
            self._exchange(storage, watermark)
            return True

    def replace(
        self, parents: Iterable[str], documents: Iterable[Document], watermark: Watermark, *, forget: bool = False
    ) -> None:
        """Take everything on these pages out and put the documents in; with `forget`, no byte of the old stays."""
        with self._writing:
            state = self._state
            if state is None:
                message = "the search index has to be built anew first"
                raise NeedsRebuildError(message)
            storage = self._changed(state, parents, documents, forget=forget)
            self._shelf.save(storage, watermark)
            self._exchange(storage, watermark, state.leaves)

    def differing(self, parents: Iterable[str], documents: Iterable[Document]) -> "SearchIndex":
        """Give an index that holds these documents on these pages, and is this one elsewhere: in memory, never saved.

        Whatever is the same is shared, so that it takes as long, and as much room, as there are differences.
        """
        with self._writing:  # the room on disk for sorting is shared too
            state = self._state
            if state is None:
                message = "the search index has to be built anew first"
                raise NeedsRebuildError(message)
            other = SearchIndex(self._shelf, self._synonyms)
            other._exchange(self._changed(state, parents, documents), state.watermark, state.leaves)
            return other

    def search(
        self,
        text: str,
        *,
        limit: int = 10,
        section: str | None = None,
        format: str | None = None,  # noqa: A002 - the field's own word
        kind: str | None = None,
        role: str | None = None,
        groups: Collection[str] | None = None,
        kept: Kept = NOTHING_KEPT,
    ) -> Results:
        """Find what was meant, at most `limit` hits of each group, of steps and of answers half as many.

        Hand-overs and incidents are found only where `groups` names them, and of these nothing that is `kept`; nor does
        a suggestion show their words else.
        """
        state = self._state
        if state is None:
            return Results()
        choice = Choice(groups_of(groups, MANUAL), section, format, kind, role)
        return self._search(state, text, choice, max(1, limit), kept)

    def suggest(self, text: str) -> str | None:
        """Give the question with mistyped words corrected; None when every word is known."""
        return self.search(text, limit=1).did_you_mean

    def propose(self, text: str, limit: int = 3) -> tuple[Hit, ...]:
        """Give the procedures that fit a narrative, by the words that tell it apart; none where too little fits."""
        state = self._state
        if state is None:
            return ()
        asked = telling_words(text, state.view)
        return self.search(asked + " ", limit=limit, groups=("procedure",)).hits if asked else ()

    def telling(self, text: str) -> str:
        """Give the few words of a narrative that tell what else is like it; "" where there are too few.

        What stands on one page alone, its own, is like nothing. A whole narrative takes a hundred times as long.
        """
        state = self._state
        return telling_words(text, state.view, on=2) if state else ""

    def close(self) -> None:
        """Let go of the index; it then finds nothing."""
        self._state = None
        self._search.cache_clear()

    def _changed(
        self, state: _State, parents: Iterable[str], documents: Iterable[Document], *, forget: bool = False
    ) -> RamStorage:
        arriving = list(documents)
        keys = dict.fromkeys((*parents, *(each.page for each in arriving)))
        storage = self._shelf.storage()
        storage.files = dict(state.storage.files)
        catalogue.change(storage, list(catalogue.numbers_of(state.found, keys)), arriving, forget=forget)
        return storage

    def _exchange(self, storage: RamStorage, watermark: Watermark, known: dict[str, Leaf] | None = None) -> None:
        found, leaves = catalogue.leaves(storage, known or {})
        view = View(found)
        open_to_all = _NOWHERE.union(*(view.tagged(tag("group", each)) for each in MANUAL))
        private = {each: view.tagged(tag("group", each)) - open_to_all for each in PRIVATE}

        def reader(shown: frozenset[str], kept: Kept) -> Reader:
            others = _pages(private, set(PRIVATE) - shown)
            return Reader(view, self._synonyms, others | _kept_pages(view, private, shown, kept))

        self._state = _State(storage, watermark, found, leaves, view, private, lru_cache(READERS)(reader))
        self._search.cache_clear()


def _find(state: _State, text: str, choice: Choice, limit: int, kept: Kept) -> Results:
    shown = frozenset(PRIVATE).intersection(choice.groups)
    question = state.reader(shown, kept).read(text)
    hidden = _kept_pages(state.view, state.private, shown, kept)
    ranked: list[Ranked] = []
    if set(choice.groups) & set(MANUAL):
        barred = _pages(state.private, PRIVATE)
        ranked += best_pages(state.view, question, limit, _allowed(state.view, choice, MANUAL), barred)
    for group in sorted(shown):
        ranked += best_pages(state.view, question, limit, _allowed(state.view, choice, (group,)), hidden)
    return Results(answer(ranked, question, choice, limit), question.meant)


def _pages(private: Mapping[str, frozenset[int]], groups: Iterable[str]) -> frozenset[int]:
    return _NOWHERE.union(*(private[each] for each in groups))


def _kept_pages(view: View, private: Mapping[str, frozenset[int]], shown: Iterable[str], kept: Kept) -> frozenset[int]:
    """Give the pages of the private groups shown that are kept from whoever asks."""
    if kept is NOTHING_KEPT:
        return _NOWHERE
    tagged = [*(tag("kind", each) for each in kept.kinds), *(tag("role", each) for each in kept.roles)]
    found = _NOWHERE.union(*map(view.tagged, tagged)) & _pages(private, shown)
    return found - view.tagged(tag("role", kept.but)) if kept.but else found


def _allowed(view: View, choice: Choice, among: tuple[str, ...]) -> frozenset[int] | None:
    """Give the pages that may hold a hit; None for all of them."""
    wanted = tuple(each for each in among if each in choice.groups)
    sets = [view.tagged(each) for each in choice.tags()]
    if wanted != MANUAL:
        sets.append(frozenset[int]().union(*(view.tagged(tag("group", each)) for each in wanted)))
    return frozenset.intersection(*sets) if sets else None


def _ahead(index: Watermark, desk: Watermark | None) -> bool:
    """Tell whether the index has read what the desk's journal does not hold, as after restoring a backup."""
    if desk is None:
        return True
    return index.seq > desk.seq or (index.seq == desk.seq and index.head != desk.head)


def _silent(_done: int, _of: int) -> None:
    pass
