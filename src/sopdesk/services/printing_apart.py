"""Long prints in a process of their own: views go in, bytes come out, and the window stays at hand meanwhile.

So are long files of evidence checked: their pages are printed again. No desk is opened there. What a printer asks for
while it works (the next entries, a page, a picture, a signature) is answered from here, so neither the database nor a
key ever passes over.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from sopdesk.domain.refusal import Cancelled, Trouble
from sopdesk.pdf.far_print import FarFeed, FarIdentity, FarSource, serve
from sopdesk.pdf.words import called_roles

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Made = TypeVar("Made")
Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]

STRETCH = 50
"""So many views pass over at once: few enough that the window's thread never waits for them."""
MANY, MANY_PAGES = 500, 15
"""More lines, or whole pages of procedures and cases, than that are worth the second that a process takes to begin."""
_GLANCE, _PATIENCE = 0.1, 20.0
"""Seconds between two looks at Cancel, and for a process to begin."""
_DIED = (
    "The process that made the PDF ended before it was done; perhaps the computer is short of memory. Nothing was "
    "recorded as having left. Close other programs, or choose less, and do it again."
)


class Signs(Protocol):
    """Who signs a PDF: both certificates as DER, and the act."""

    @property
    def leaf(self) -> bytes:
        """The certificate of the station."""

    @property
    def root(self) -> bytes:
        """The certificate of its root."""

    def sign(self, data: bytes, /) -> bytes:
        """Give a signature."""


@dataclass(frozen=True, slots=True)
class Fed:
    """Views that a printer takes one by one, in their order."""

    views: Iterable[Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a printer asks for by a key: a function, or something with `get`."""

    source: Any


@dataclass(frozen=True, slots=True)
class Lent:
    """Who signs: their key stays here."""

    identity: Signs


def made(
    printer: Callable[..., Made], *views: object, apart: bool, progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> Made:  # fmt: skip
    """Give what a printer makes of views: here, or `apart` in a process of its own.

    `printer` is a function by its name (or functools.partial of one) that takes `progress`; views are data, Fed, Asked
    or Lent. Where no process can be had it is printed here. Raises Cancelled, and Trouble when the process dies.
    """
    heard = _Heard(progress, cancelled)
    if apart:
        child = _Child.begun(heard)
        if child is not None:
            try:
                return child.print(printer, views, heard)
            finally:
                child.end()
    return printer(*map(_as_here, views), progress=heard.tell)


class _Heard:
    """Who waits for a print: they are told how far it is, and may cancel it."""

    def __init__(self, progress: Progress | None, cancelled: IsCancelled | None) -> None:
        self._progress, self._cancelled = progress, cancelled

    def check(self) -> None:
        """Raise Cancelled when they have cancelled."""
        if self._cancelled is not None and self._cancelled():
            raise Cancelled

    def tell(self, done: int, total: int) -> None:
        """Say how far it is. Raises Cancelled."""
        self.check()
        if self._progress is not None:
            self._progress(done, total)


class _Child:
    """A process that prints once, seen from here."""

    def __init__(self, process: "BaseProcess", line: "Connection") -> None:
        self._process, self._line = process, line

    @classmethod
    def begun(cls, heard: _Heard) -> "_Child | None":
        """Give a process that is ready; None where there is none to be had. Raises Cancelled."""
        from multiprocessing import get_context

        context = get_context("spawn")
        try:
            here, there = context.Pipe()
            process = context.Process(target=serve, args=(there,), name="sopdesk-printing", daemon=True)
            process.start()
        except (OSError, RuntimeError):
            logging.getLogger(__name__).warning("no process could be started; printing here", exc_info=True)
            return None
        there.close()
        child, until = cls(process, here), monotonic() + _PATIENCE
        try:
            while monotonic() < until:
                heard.check()
                if here.poll(_GLANCE):
                    here.recv()
                    return child
        except (EOFError, OSError):
            logging.getLogger(__name__).warning("the process ended at its start; printing here")
        except Cancelled:
            child.end()
            raise
        child.end()
        return None

    def print(self, printer: Callable[..., Made], views: tuple[object, ...], heard: _Heard) -> Made:
        """Have it print, answer what it asks meanwhile, and give what it made."""
        feeds = {n: iter(each.views) for n, each in enumerate(views) if isinstance(each, Fed)}
        try:
            self._line.send((printer, [_to_go_over(each) for each in views], dict(called_roles())))
            while True:
                while not self._line.poll(_GLANCE):
                    heard.check()
                match self._line.recv():
                    case ("told", done, total):
                        heard.tell(done, total)
                    case ("asks", n, key):
                        heard.check()
                        self._line.send(_answer(views[n], feeds.get(n), key))
                    case ("done", found):
                        return cast("Made", found)
                    case ("ended", reason):
                        raise reason
        except (EOFError, ConnectionError):
            raise Trouble(_DIED) from None

    def end(self) -> None:
        """Be rid of it, whatever it does."""
        self._line.close()
        self._process.kill()
        self._process.join()
        self._process.close()


def _as_here(view: object) -> object:
    """Give what a printer gets that works in this process."""
    match view:
        case Fed(views):
            return views
        case Asked(source):
            return source
        case Lent(identity):
            return identity
        case _:
            return view


def _to_go_over(view: object) -> object:
    """Give what passes over in a view's place."""
    match view:
        case Fed():
            return FarFeed
        case Asked():
            return FarSource
        case Lent(identity):
            return FarIdentity, identity.leaf, identity.root
        case _:
            return view


def _answer(view: object, feed: Iterator[Any] | None, key: Any) -> Any:  # noqa: ANN401 - whatever a printer asks for
    match view:
        case Asked(source):
            return getattr(source, "get", source)(key)
        case Lent(identity):
            return identity.sign(key)
        case _:
            return list(islice(feed or (), STRETCH))
