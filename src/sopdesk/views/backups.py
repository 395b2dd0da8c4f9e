"""Backups, as screens and commands show them."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sopdesk.views.trail import Check

SUFFIX = ".sopdesk-backup"
"""How the name of every backup ends."""


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup that was written and read back; `removed` are older ones that the rule of keeping let go."""

    file: Path
    made_at: datetime
    bytes: int
    sha256: str
    entries: int
    encrypted: bool
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BackupView:
    """A backup that was looked at: whose it is, how far it goes, and whether everything in it holds."""

    file: Path
    made_at: datetime
    program: str
    house: str
    entries: int
    last_at: datetime | None
    bytes: int
    encrypted: bool
    holds: bool
    sentence: str
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class ErasedAgain:
    """A record in which erased words are back: erase so many values and files again."""

    subject: str
    name: str
    values: int
    files: int


@dataclass(frozen=True, slots=True)
class Restored:
    """A restored desk: where it lies, which log it goes on in, what is to be erased again, and what all that means."""

    folder: Path
    backup: BackupView
    former: str
    origin: str
    erase_again: tuple[ErasedAgain, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BackupState:
    """What this machine remembers: the plan ("" where there is none), the last good backup, and the last failure.

    `when` is "day" or "closing"; `keep` the rule of keeping as text; `encrypted` whether the plan has a pass phrase.
    """

    target: str = ""
    when: str = ""
    keep: str = ""
    encrypted: bool = False
    last_at: datetime | None = None
    last_file: str = ""
    last_entries: int = 0
    failed_at: datetime | None = None
    failure: str = ""
