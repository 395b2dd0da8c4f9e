"""Writing the index with Whoosh: pages in, pages out, segments merged before there are many of them."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.filedb.filestore import RamStorage
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader

from sopdesk.search.document import Document
from sopdesk.search.leaf import Leaf
from sopdesk.search.pages import Lengths, average_lengths, gather, schema, written

BLOCK = 2048
"""Postings in one block. Whoosh's 128 favour skipping; here whole lists are read, and long blocks are read faster."""
TIER = 4
"""A segment is merged into what is being written while it is at most so many times as large."""
WORN = 0.25
"""A segment is written anew when more than this part of it is deleted."""

_LENGTHS = "lengths.json"
"""The average lengths when the index was built. Later pages are measured by them too, until it is built anew."""

Leaves = list[tuple[Leaf, frozenset[int]]]


class Cancelled(Exception):  # noqa: N818 - it is not an error
    """The person cancelled; what was there before stays."""


def build(
    storage: RamStorage,
    documents: Iterable[Document],
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> None:
    """Write a new index of all documents."""
    writer = _writer(storage.create_index(schema()), megabytes=256)
    try:
        gathered = gather(documents)
        average = average_lengths(gathered)
        storage.files[_LENGTHS] = json.dumps(average).encode()
        for number, page in enumerate(gathered):
            if cancelled():
                raise Cancelled  # noqa: TRY301 - the writer has to be cancelled too
            writer.add_document(**written(page, average))
            progress(number + 1, len(gathered))
        writer.commit(mergetype=_none)
    except BaseException:
        if not writer.is_closed:
            writer.cancel()
        raise


def change(storage: RamStorage, numbers: Iterable[int], documents: Iterable[Document], *, forget: bool) -> None:
    """Take the pages with these numbers out and put documents in; `forget` leaves nothing of what was taken out."""
    writer = _writer(storage.open_index(), megabytes=64)
    try:
        for number in numbers:
            writer.delete_document(number)
        average: Lengths = tuple(json.loads(storage.files[_LENGTHS]))
        for page in gather(documents):
            writer.add_document(**written(page, average))
        writer.commit(mergetype=_forgetting if forget else _tiered)
    except BaseException:
        if not writer.is_closed:
            writer.cancel()
        raise


def leaves(storage: RamStorage, known: dict[str, Leaf]) -> tuple[Leaves, dict[str, Leaf]]:
    """Give every segment with the numbers deleted in it, and the leaves by segment; known ones are not read again."""
    # The segments of the list itself: Whoosh's own reader would hide which belongs to which.
    contents = storage.open_index()._read_toc()  # noqa: SLF001 - there is no public way to the segments
    found: Leaves = []
    kept: dict[str, Leaf] = {}
    for segment in contents.segments:
        deleted = frozenset(segment.deleted_docs())
        name = segment.segment_id()
        leaf = known.get(name) or Leaf(storage, contents.schema, segment)
        found.append((leaf, deleted))
        kept[name] = leaf
    return found, kept


class _Codec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's own format with longer blocks, and segments that bear the number of the commit.

    Whoosh names them by the shared random numbers, which come again where somebody seeds these.
    """

    def __init__(self, commit: int) -> None:
        super().__init__(blocklimit=BLOCK, compression=1)
        self._commit = commit

    def new_segment(self, _storage: RamStorage, indexname: str) -> W3Segment:
        return W3Segment(self, indexname, segid=f"{self._commit:016x}")


def _writer(index: FileIndex, megabytes: int) -> Any:  # noqa: ANN401 - Whoosh has no types
    return index.writer(codec=_Codec(index.latest_generation() + 1), limitmb=megabytes)


def _none(_writer: object, segments: list[Any]) -> list[Any]:
    return segments


def _tiered(writer: Any, segments: list[Any]) -> list[Any]:  # noqa: ANN401 - Whoosh has no types
    """Merge small segments as they pile up, so that there are never more than some six, whatever is edited."""
    size = writer.doc_count()
    merged = []
    for segment in sorted(segments, key=_alive):
        worn = segment.deleted_count() > WORN * segment.doc_count_all()
        if worn or _alive(segment) <= TIER * size:
            merged.append(segment)
            size += _alive(segment)
    return _merge(writer, segments, merged)


def _forgetting(writer: Any, segments: list[Any]) -> list[Any]:  # noqa: ANN401 - Whoosh has no types
    """Write every segment anew that still holds something deleted."""
    return _merge(writer, segments, [segment for segment in segments if segment.deleted_count()])


def _merge(writer: Any, segments: list[Any], merged: list[Any]) -> list[Any]:  # noqa: ANN401 - Whoosh has no types
    for segment in filter(_alive, merged):
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in segments if segment not in merged]


def _alive(segment: Any) -> int:  # noqa: ANN401 - Whoosh has no types
    return int(segment.doc_count_all() - segment.deleted_count())


def numbers_of(found: Leaves, keys: Iterable[str]) -> Iterator[int]:
    """Give the numbers of the pages with these keys."""
    wanted = list(keys)
    base = 0
    for leaf, deleted in found:
        for key in wanted:
            numbers, _ = leaf.postings("key", key)
            yield from (base + number for number in numbers if number not in deleted)
        base += leaf.count
