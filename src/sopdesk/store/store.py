"""The desk's store: events appended with their projection in one transaction, and read back as histories."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from sopdesk.domain.event import KINDS, Recorded, kind_of
from sopdesk.domain.log_key import Why
from sopdesk.domain.refusal import Cancelled, Refusal
from sopdesk.journal.certificates import Certificates, Identity
from sopdesk.journal.codec import UPCASTERS
from sopdesk.journal.finding import Finding, Held, Report
from sopdesk.journal.keys import StationKeys
from sopdesk.store import attachments, drafts, trail
from sopdesk.store.database import Database, in_words
from sopdesk.store.erasing import SCRUB, Gone, erase
from sopdesk.store.history import History
from sopdesk.store.journal import Journal
from sopdesk.store.key_rotation import rotate_key
from sopdesk.store.models import MODELS, model_of
from sopdesk.store.projection import differing, fold_all, make_tables, outdated
from sopdesk.store.signed_here import judge_signed_here
from sopdesk.store.verifying import verify_logs
from sopdesk.views.trail import Head

BATCH = 200
"""How many subjects an import appends between two looks at its cancel button."""

Change = tuple[str, Sequence[Any]]
"""A subject's id and the new events about it."""


class Store:
    """One desk folder, open."""

    def __init__(
        self, folder: Path, *, keys: StationKeys, clock: Callable[[], datetime], create: bool = False,
        station: str = "", durable: bool = True, read_only: bool = False,
    ) -> None:  # fmt: skip
        """Open (or, with `create`, make) the store; `read_only` writes nothing. Raises Trouble with a plain sentence.

        `outdated` says that the read models are of another version, which only stays so where nothing can be written.
        """
        self._keys = keys
        self._database = Database(folder, create=create, durable=durable, read_only=read_only)
        try:
            self._journal = Journal(self._database, keys, station=station, clock=clock)
            self.outdated = self._bring_up_models(read_only=read_only)
        except BaseException:
            self._database.close()
            raise

    def close(self) -> None:
        """Give the folder back."""
        self._database.close()

    # What the journal says of itself

    @property
    def log(self) -> str:
        """The id of this station's log."""
        return str(self._journal.log)

    @property
    def station(self) -> str:
        """The station's name."""
        return str(self._journal.station)

    @property
    def station_code(self) -> str:
        """The station's short code, which stands in every number given out here."""
        return self._journal.code

    @property
    def size(self) -> int:
        """How many entries this station's log holds."""
        return self._journal.size

    def leaf_hex(self, seq: int) -> str:
        """Give the leaf hash of an entry of this station's log."""
        with self.reading() as connection:
            return self._journal.leaf_hex(connection, seq)

    def head(self) -> Head:
        """Give the head of this station's log and its newest signed checkpoint."""
        with self.reading() as connection:
            return self._journal.head(connection)

    def sign_checkpoint(self, now: datetime) -> None:
        """Sign a checkpoint over everything so far, unless the newest one covers it."""
        with self.writing() as connection:
            self._journal.sign_checkpoint(connection, now)

    def identity(self, name: str, now: datetime) -> Identity:
        """Give who signs files for this station; `name` is what its certificates call it. Raises Trouble."""
        return Certificates(self._keys).identity(self.head().origin, name, now)

    def begin_where_copied(self) -> None:
        """Begin a new log now, where the next act would: in a restored or copied desk."""
        with self._journal.appending():
            pass

    def rotate_key(self, actor: str, why: Why, reason: str, *, at: datetime) -> Recorded:
        """Put a new key in the place of this station's own, in plain view. Raises Trouble, Busy."""
        return rotate_key(self._journal, self._database, self._keys, actor, why, reason=reason, at=at)

    def index_owner(self) -> str:
        """Give the secret that ties the search index to this desk on this machine."""
        return self._journal.index_owner()

    def kind_of(self, recorded: Recorded) -> str:
        """Give the kind and version of an event."""
        return kind_of(recorded.what)

    # Reading and writing

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a connection that sees one unchanging state of the desk."""
        return self._database.reading()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a transaction that is kept whole or not at all. Raises Busy while long work writes."""
        with self._journal.turn.taken(), self._database.writing() as connection:
            yield connection

    def history(self, subject: str) -> History:
        """Give a subject's events in clock order; an unknown subject has none."""
        with self.reading() as connection:
            return self._journal.history(connection, subject)

    def append(
        self, actor: str, *changes: Change, at: datetime, files: Sequence[attachments.Kept] = ()
    ) -> list[Recorded]:
        """Append events with their read-model rows, and keep the files that they name: all of them or none.

        Raises Refusal when a number is taken, Trouble when the disk does not take it or long work is writing.
        """
        return self.append_many(actor, changes, at=at, files=files)

    def append_many(
        self,
        actor: str,
        changes: Sequence[Change],
        *,
        at: datetime,
        files: Sequence[attachments.Kept] = (),
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[Recorded]:
        """Append the events of many subjects in one transaction, which a cancel undoes whole. Raises Cancelled."""
        done: list[Recorded] = []
        with self._journal.appending() as pen:
            try:
                with self.writing() as connection:
                    attachments.keep(connection, files)
                    for start in range(0, len(changes), BATCH):
                        if cancelled is not None and cancelled():
                            raise Cancelled
                        for subject, events in changes[start : start + BATCH]:
                            before = pen.history(connection, subject)
                            new = pen.write(connection, actor, before, events, at)
                            pen.add_up(subject, model_of(subject).write(connection, before, new))
                            done += new
                        if progress is not None:
                            progress(min(start + BATCH, len(changes)), len(changes))
                    pen.sign_when_due(connection, at)
            except sqlite3.IntegrityError as error:
                if ".number" not in str(error):
                    raise in_words(error) from error
                raise Refusal("That number was given to something else a moment ago. Do it again.") from error
            pen.keep()
        return done

    def erase(self, actor: str, changes: Sequence[Change], gone: Gone, *, at: datetime) -> list[Recorded]:
        """Delete what `gone` names, record that it went, and fold its subjects anew; `scrub` afterwards."""
        return erase(self._journal, self.writing, model_of, actor, changes, gone, at)

    def scrub(self) -> None:
        """Leave no byte of what was deleted in the desk's file or beside it. Raises Trouble."""
        with self._journal.turn.taken():
            self._database.scrub()
            with self.writing() as connection:
                drafts.remember(connection, SCRUB, "")

    def scrub_due(self) -> bool:
        """Tell whether something was erased and `scrub` has not succeeded since."""
        with self.reading() as connection:
            return bool(drafts.recall(connection, SCRUB))

    # The journal as a whole

    def entries(
        self, first: datetime | None, last: datetime | None, who: str, area: str, subject: str, *,
        newest_first: bool, before_seq: int | None = None,
    ) -> Iterator[Recorded]:  # fmt: skip
        """Give the recorded events that match, without holding them all."""
        with self.reading() as connection:
            for page in trail.pages(
                connection, first, last, who, area, subject, newest_first=newest_first, before_seq=before_seq
            ):
                yield from self._journal.read_page(connection, page)

    def subjects(self) -> list[str]:
        """Give every subject of the desk."""
        with self.reading() as connection:
            return [row[0] for row in connection.exec_driver_sql("SELECT DISTINCT subject FROM event")]

    def changed_since(self, seq: int) -> list[str]:
        """Give the subjects of the entries after one of this station's log."""
        query = "SELECT DISTINCT subject FROM event WHERE log = ? AND seq > ?"
        with self.reading() as connection:
            return [row[0] for row in connection.exec_driver_sql(query, (self.log, seq))]

    def erased_since(self, seq: int) -> bool:
        """Tell whether anything was erased after an entry of this station's log."""
        query = "SELECT 1 FROM event WHERE log = ? AND seq > ? AND kind = 'disclosure.erased/1' LIMIT 1"
        with self.reading() as connection:
            return connection.exec_driver_sql(query, (self.log, seq)).first() is not None

    def rebuild(
        self, progress: Callable[[int, int], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> int:
        """Throw the read models away and fold every subject again, in one transaction; give how many events."""
        with self.writing() as connection:
            make_tables(connection, MODELS)
            return fold_all(connection, self._journal, model_of, progress, cancelled)

    def compare_models(
        self, progress: Callable[[int, int], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> list[str]:
        """Fold every subject and compare with what is there; give the subjects whose rows differ. Raises Cancelled."""
        with self.reading() as connection:
            return differing(connection, self._journal, MODELS, model_of, progress, cancelled)

    def verify_logs(
        self, outside: Sequence[Held], *, full: bool, keys: Sequence[str] = (),
        progress: Callable[[int, int], None] | None = None, cancelled: Callable[[], bool] | None = None,
    ) -> list[Report]:  # fmt: skip
        """Check every log of the desk, this station's own last; `keys` are those that the reader trusts."""
        with self.reading() as connection:
            return verify_logs(connection, outside, keys, full=full, progress=progress, cancelled=cancelled)

    def signed_here(self) -> list[Finding]:
        """Say whether the logs still are what this machine remembers to have signed of them. Raises Trouble."""
        with self.reading() as connection:
            return list(judge_signed_here(connection, self._keys))

    def file_is_sound(self) -> bool:
        """Tell whether SQLite finds the file's own structure whole (`PRAGMA integrity_check`)."""
        with self.reading() as connection:
            return bool(connection.exec_driver_sql("PRAGMA integrity_check").scalars().first() == "ok")

    def whole(self) -> Iterator[Recorded]:
        """Give every recorded event, oldest first, without holding them all."""
        return self.entries(None, None, "", "", "", newest_first=False)

    def of_kinds(self, *shapes: type) -> Iterator[Recorded]:
        """Give the recorded events of some shapes, oldest first, without holding them all."""
        kinds = [*(kind for kind, shape in KINDS.items() if shape in shapes), *UPCASTERS]
        with self.reading() as connection:
            for page in trail.of_kinds(connection, kinds):
                yield from (each for each in self._journal.read_page(connection, page) if isinstance(each.what, shapes))

    # Attachments

    def attachment(self, digest: str) -> bytes | None:
        """Give the bytes of a picture or an attached file by its SHA-256 (hex)."""
        with self.reading() as connection:
            return attachments.get(connection, digest)

    def has_attachment(self, digest: str) -> bool:
        """Tell whether a picture or an attached file is kept."""
        with self.reading() as connection:
            return attachments.has(connection, digest)

    def damaged_attachments(self) -> list[str]:
        """Give the pictures and files whose bytes are not those that their SHA-256 (hex) names."""
        with self.reading() as connection:
            return attachments.damaged(connection)

    def keep_attachments(self, images: Iterable[attachments.Kept]) -> None:
        """Keep pictures as (SHA-256, media type, bytes); one that is there already stays."""
        with self.writing() as connection:
            attachments.keep(connection, images)

    def _bring_up_models(self, *, read_only: bool) -> bool:
        with self.reading() as connection:
            stale = outdated(connection, MODELS)
        if stale and not read_only:
            self.rebuild()
        return stale and read_only
