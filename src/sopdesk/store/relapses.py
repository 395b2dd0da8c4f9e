"""What an older copy of a desk still holds although it was erased later."""

import sqlite3
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from sopdesk.domain.erasure import DisclosureErased
from sopdesk.domain.refusal import Trouble
from sopdesk.journal.entry import read_body, recorded_of
from sopdesk.store.database import FAULTS, FILE, in_words, refuse_foreign


@dataclass(frozen=True, slots=True)
class Relapse:
    """A record in which erased words are back: its id, its number or name, and how many values and files."""

    subject: str
    name: str
    values: int
    files: int


def relapses(copy: Path, present: Path) -> tuple[Relapse, ...]:
    """Give what a copy (a file) holds that the present desk (a folder) has erased since. Raises Trouble."""
    now = present / FILE
    if not now.is_file():
        raise Trouble(f"There is no desk in {present}.")
    refuse_foreign(now, may_be_empty=False)
    try:
        with closing(_reading(now)) as later, closing(_reading(copy)) as earlier:
            return tuple(_relapses(later, earlier))
    except FAULTS as error:
        raise in_words(error) from error


def _relapses(later: sqlite3.Connection, earlier: sqlite3.Connection) -> list[Relapse]:
    values, files = Counter[str](), Counter[str]()
    query = "SELECT subject, body FROM event WHERE kind = 'disclosure.erased/1' ORDER BY at"
    for subject, body in later.execute(query):
        with suppress(ValueError):  # an entry that cannot be read names nothing; a check of that desk tells it
            what = recorded_of(read_body(body)).what
            if isinstance(what, DisclosureErased):
                values[subject] += _still_there(earlier, what)
                files[subject] += sum(_file_there(earlier, digest) for digest in what.photos)
    return [
        Relapse(subject, _name(later, subject), values[subject], files[subject])
        for subject in values
        if values[subject] or files[subject]
    ]


def _still_there(earlier: sqlite3.Connection, what: DisclosureErased) -> int:
    query = "SELECT COUNT(*) FROM disclosure WHERE log = ? AND seq = ? AND digest = ?"
    return sum(
        earlier.execute(query, (entry.log, entry.seq, digest)).fetchone()[0]
        for entry in what.entries
        for digest in entry.digests
    )


def _file_there(earlier: sqlite3.Connection, digest: str) -> int:
    return int(earlier.execute("SELECT COUNT(*) FROM attachment WHERE digest = ?", (digest,)).fetchone()[0])


def _name(later: sqlite3.Connection, subject: str) -> str:
    with suppress(sqlite3.Error):
        for table in ("incident", "run", "guide", "handover"):
            found = later.execute(f"SELECT number FROM {table} WHERE subject = ?", (subject,)).fetchone()  # noqa: S608 - names of ours
            if found:
                return str(found[0])
    return subject


def _reading(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=5)
