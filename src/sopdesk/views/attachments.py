"""Files attached to an incident, as shown."""

from dataclasses import dataclass
from datetime import datetime

from sopdesk.domain.attachment import Hidden, TimeFrom, Way


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file as somebody handed it in, read whole; `made_at` is what the disk says of its making, if anything does."""

    name: str
    content: bytes
    way: Way
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """An attachment; `about` says in words whom or what in the file it is about.

    `erased`: its bytes are gone for good. `withheld`: it is about somebody who is confidential, and the reader is none
    of those who handle incidents; then nothing that tells of them is here.
    """

    digest: str
    media_type: str
    size: int
    way: Way
    hidden: Hidden | None
    captured_at: datetime | None
    time_from: TimeFrom | None
    name: str
    description: str
    party: str
    entry: str
    about: str
    who: str
    added_at: datetime
    corrections: int = 0
    erased: bool = False
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page as a picture (PNG; nothing where it cannot be drawn), and the words that stand on it."""

    png: bytes
    words: str


@dataclass(frozen=True, slots=True)
class DrawnPages:
    """The first pages of a paper, and how many it has in all."""

    pages: tuple[DrawnPage, ...]
    count: int
