"""Backups of this desk: by hand and by a plan, when the last good one was made, and what reminds of it."""

import logging
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from sopdesk.domain.house import EvidenceExported
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.domain.rotation import Keep
from sopdesk.journal.keys import StationKeys
from sopdesk.services.checking import Cancelled, Progress
from sopdesk.services.desk import Desk
from sopdesk.store.copying import clear_copies
from sopdesk.store.turn import Busy
from sopdesk.views.backups import BackupMade, BackupState, BackupView, Restored
from sopdesk.views.people import PersonView
from sopdesk.views.today import TodayLine, Urgency

DAY, CLOSING = "day", "closing"
"""When a planned backup is made: once a day while the desk is open, or when it is closed."""
OLD = timedelta(days=7)
"""After so long without a good backup Today reminds of it."""
_AGAIN = timedelta(hours=1)
"""So long a planned backup that failed is not tried again."""
SHORTEST = 8
"""No pass phrase has fewer characters."""
_Kept = dict[str, str | int]


class Backups:
    """Makes backups and remembers, on this machine and beside its keys, where they go and when the last was good.

    A backup that a person makes leaves the house, so the journal records it like every export. One that the plan makes
    is no act of a person: recording it would make every desk differ from its last backup. What makes and reads
    the files is imported when it is asked for: no desk opens later for it.
    """

    def __init__(self, desk: Desk, folder: Path, keys: StationKeys) -> None:
        """Work on the desk in a folder."""
        self._desk = desk
        self._folder = folder
        self._keys = keys
        self._name = f"backup/{sha256(str(folder.resolve()).encode()).hexdigest()[:16]}"
        self._kept: _Kept | None = None

    # What is remembered

    def state(self) -> BackupState:
        """Give the plan and the last good backup. Raises Trouble when the key store does not answer."""
        kept = self._recall()
        return BackupState(
            str(kept.get("target", "")), str(kept.get("when", "")), str(kept.get("keep", "")),
            bool(kept.get("pass_phrase")), _instant(kept.get("last_at")), str(kept.get("last_file", "")),
            int(kept.get("last_entries", 0)), _instant(kept.get("failed_at")), str(kept.get("failure", "")),
        )  # fmt: skip

    def keys_lie_in_a_file(self) -> bool:
        """Tell whether a remembered pass phrase lies in a file of this user, because there is no key store."""
        return self._keys.weaker

    def plan(self, target: Path, when: str, pass_phrase: str, keep: str, *, by: str) -> None:
        """Have backups made by themselves; the pass phrase is kept where this machine keeps its keys."""
        from sopdesk.services.backup_making import refuse_place

        self._desk.require(by, Right.BACK_UP)
        refuse_place(self._folder, target)
        check_pass_phrase(pass_phrase)
        rule = str(Keep.of(keep))
        if when not in {DAY, CLOSING}:
            raise Refusal("Choose when backups are made.")
        self._remember(target=str(target), when=when, pass_phrase=pass_phrase, keep=rule, failed_at="", failure="")

    def end_plan(self, *, by: str) -> None:
        """Have no more backups made by themselves; those that were made stay."""
        self._desk.require(by, Right.BACK_UP)
        self._remember(target="", when="", pass_phrase="", keep="", failed_at="", failure="")

    # Making

    def make(
        self, target: Path, pass_phrase: str = "", *, by: str, progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> BackupMade:  # fmt: skip
        """Make a backup now; it stays until somebody deletes it, and that it was made is recorded."""
        from sopdesk.services.backup_making import Wish, make_backup

        self._desk.require(by, Right.BACK_UP)
        check_pass_phrase(pass_phrase)

        def record(digest: str, entries: int) -> None:
            what = EvidenceExported("backup of the whole desk", "backup", digest, entries, 0)
            self._desk.record(by, (self._desk.new_id("export"), [what]))

        size = self._sign()
        made = make_backup(
            self._folder, Wish(target, pass_phrase), keys=self._keys, clock=self._desk.now, record=record,
            progress=progress, cancelled=cancelled,
        )  # fmt: skip
        self._remember_good(made, size)
        return made

    def due(self, *, closing: bool = False) -> bool:
        """Tell whether the plan wants a backup now: one a day while the desk is open, or at closing if it changed."""
        state, now = self.state(), self._desk.now()
        if not state.target or (state.when == CLOSING) is not closing:
            return False
        if closing:
            return state.last_entries != self._desk.store.size
        if state.failed_at is not None and timedelta() <= now - state.failed_at < _AGAIN:
            return False
        return state.last_at is None or self._desk.day_of(state.last_at) != self._desk.day_of(now)

    def make_planned(self, progress: Progress | None = None, cancelled: Cancelled | None = None) -> BackupMade:
        """Make the backup that the plan wants, and let older ones go; what fails is remembered and said on Today."""
        from sopdesk.services.backup_making import Wish, make_backup

        kept = self._recall()
        if not kept.get("target"):
            raise Refusal("No backup is planned.")
        wish = Wish(Path(str(kept["target"])), str(kept["pass_phrase"]), Keep.of(str(kept["keep"])))
        size = self._sign()
        try:
            made = make_backup(
                self._folder, wish, keys=self._keys, clock=self._desk.now, progress=progress, cancelled=cancelled
            )
        except (Refusal, Trouble) as no:
            self._remember(failed_at=self._desk.now().isoformat(), failure=no.sentence)
            raise
        self._remember_good(made, size)
        return made

    def clear(self) -> None:
        """Clear away what a backup left beside the desk when it was cut off, as by a power cut."""
        clear_copies(self._folder)

    # Looking into one, and restoring

    def check(
        self, file: Path, pass_phrase: str = "", *, by: str, progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> BackupView:  # fmt: skip
        """Look whether a backup can be restored and everything in it holds."""
        from sopdesk.services.restoring import check_backup

        self._desk.require(by, Right.BACK_UP)
        return check_backup(
            file, pass_phrase, keys=self._keys, clock=self._desk.now, progress=progress, cancelled=cancelled
        )

    def restore(
        self, file: Path, folder: Path, pass_phrase: str = "", *, by: str, progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> Restored:  # fmt: skip
        """Restore a backup into another folder, and say what this desk has erased since. Nothing is changed here."""
        from sopdesk.services.restoring import restore_backup

        self._desk.require(by, Right.BACK_UP)
        if folder.resolve().is_relative_to(self._folder.resolve()):
            raise Refusal("Choose a folder outside this desk's own.")
        return restore_backup(
            file, folder, pass_phrase, keys=self._keys, clock=self._desk.now, present=self._folder, progress=progress,
            cancelled=cancelled,
        )  # fmt: skip

    # Today

    def lines(self, person: PersonView) -> Iterator[TodayLine]:
        """Give what reminds whoever may make backups: that one failed, or that the last good one is old."""
        if not person.may(Right.BACK_UP):
            return
        try:
            state = self.state()
        except Trouble:  # the key store is locked: the page says so
            return
        now, last = self._desk.now(), state.last_at
        if state.failed_at is not None:
            yield TodayLine(Urgency.SOON, "The last backup failed", state.failure, "Backups", "backup", "")
        elif last is not None and now - last > OLD:
            said = f"The last good one is of {self._desk.day_of(last).isoformat()}"
            yield TodayLine(Urgency.SOON, "No backup for a week", said, "Backups", "backup", "")
        elif last is None and not state.target:
            said = "If this computer breaks, everything that was recorded is lost"
            yield TodayLine(Urgency.LATER, "This desk has no backup", said, "Backups", "backup", "")

    # Within

    def _sign(self) -> int:
        """Let the newest checkpoint cover everything, unless long work writes; give the log's size."""
        with suppress(Busy):
            self._desk.store.sign_checkpoint(self._desk.now())
        return self._desk.store.size

    def _recall(self) -> _Kept:
        if self._kept is None:
            self._kept = self._keys.recall(self._name) or {}
        return self._kept

    def _remember_good(self, made: BackupMade, size: int) -> None:
        try:
            self._remember(
                last_at=made.made_at.isoformat(), last_file=str(made.file), last_entries=size, failed_at="", failure=""
            )
        except Trouble as trouble:  # the backup is made all the same
            logging.getLogger(__name__).warning("%s", trouble.sentence)

    def _remember(self, **changed: str | int) -> None:
        kept = {**self._recall(), **changed}
        try:
            self._keys.keep(self._name, kept)
        except OSError as error:
            raise Trouble(f"This machine could not remember that: {error.strerror or error}.") from error
        self._kept = kept


def check_pass_phrase(pass_phrase: str) -> None:
    """Refuse a pass phrase that is soon guessed; none at all is none."""
    if pass_phrase and len(pass_phrase) < SHORTEST:
        raise Refusal(f"A pass phrase has at least {SHORTEST} characters; several words are best.")


def _instant(text: object) -> datetime | None:
    return datetime.fromisoformat(str(text)) if text else None
