"""Carrying checkpoints to the second place: what is missing there is written, what lies there is compared."""

import json
import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from sopdesk.domain.refusal import Trouble
from sopdesk.services.desk import Desk
from sopdesk.services.second_place import AT_ONCE, SecondPlace
from sopdesk.store import drafts
from sopdesk.store import holders as table
from sopdesk.store.holders import SignedNote

MEMORY = "second place of checkpoints"


@dataclass(frozen=True, slots=True)
class Carried:
    """What is known of the second place; kept beside the record, since it is about a folder and not about the house."""

    origin: str = ""
    size: int = 0
    written_at: datetime | None = None
    failing_since: datetime | None = None
    why: str = ""
    alarm: str = ""
    strangers: int = 0


class Carrying:
    """Brings signed checkpoints to the second place; what fails there is remembered and never stops any work."""

    def __init__(self, desk: Desk, place: Callable[[], Path | None]) -> None:
        """Work on one desk; `place` gives the folder, or None."""
        self._desk = desk
        self._place = place
        self._compared = False

    def behind(self) -> bool:
        """Tell whether the newest checkpoint has not been brought there yet, or nothing was compared yet."""
        if self._place() is None:
            return False
        kept, head = recalled(self._desk), self._desk.store.head()
        same = (kept.origin, kept.size) == (head.origin, head.checkpoint_size)
        return not self._compared or not same or kept.failing_since is not None

    def forget(self) -> None:
        """Know nothing any more: another folder is the second place."""
        self._compared = False
        self._remember(Carried())

    def carry(self, stop: Callable[[], bool] = lambda: False) -> Carried:
        """Compare what lies there, then write what is missing; give what is known of the place from now on."""
        folder = self._place()
        if folder is None:
            return Carried()
        kept, place = recalled(self._desk), SecondPlace(folder)
        try:
            place.look()
            alarm = self.compare(place, thorough=not self._compared or bool(kept.alarm))
            strangers = kept.strangers if self._compared else self._strangers(place)
            kept = replace(kept, alarm=alarm, strangers=strangers)
            notes = self._notes()
            while not stop() and place.bring(notes, stop) == AT_ONCE:
                pass
            self._compared = True
        except (Trouble, OSError) as trouble:
            return self._remember(self._failed(kept, _said(trouble)))
        return self._remember(self._done(kept))

    def compare(self, place: SecondPlace, *, thorough: bool) -> str:
        """Hold the checkpoints that lie at a place against the logs here; say the first that does not fit, or "".

        Those that this desk signed itself are read only when it is done thoroughly. Raises OSError.
        """
        with self._desk.store.reading() as connection:
            for log in reversed(table.logs(connection)):
                own = {each.size: each.note for each in table.notes(connection, log)}
                for size in place.sizes(log.origin):
                    if size in own and not thorough:
                        continue
                    if (note := place.note(log.origin, size)) == own.get(size):
                        continue
                    if said := table.contradicts(connection, log, note):
                        return _alarm(said, size)
        return ""

    def newest(self) -> list[SignedNote]:
        """Give the newest checkpoints of every log, as many as are written in one round."""
        return self._notes(AT_ONCE)

    def note_failure(self, why: str) -> None:
        """Remember that nothing could be written there."""
        self._remember(self._failed(recalled(self._desk), why))

    def note_success(self) -> None:
        """Remember that the newest checkpoint lies there now."""
        self._remember(self._done(recalled(self._desk)))

    def _strangers(self, place: SecondPlace) -> int:
        with self._desk.store.reading() as connection:
            known = {each.origin for each in table.logs(connection)}
        return len(set(place.origins()) - known)

    def _notes(self, most: int | None = None) -> list[SignedNote]:
        """Give the checkpoints of every log, the newest of this station's own log first."""
        with self._desk.store.reading() as connection:
            logs = table.logs(connection)
            return list(islice((note for log in reversed(logs) for note in table.notes(connection, log)), most))

    def _failed(self, kept: Carried, why: str) -> Carried:
        return replace(kept, failing_since=kept.failing_since or self._desk.now(), why=why)

    def _done(self, kept: Carried) -> Carried:
        head = self._desk.store.head()
        newer = (kept.origin, kept.size) != (head.origin, head.checkpoint_size)
        at = self._desk.now() if newer or kept.written_at is None else kept.written_at
        return replace(kept, origin=head.origin, size=head.checkpoint_size, written_at=at, failing_since=None, why="")

    def _remember(self, kept: Carried) -> Carried:
        if kept == recalled(self._desk):
            return kept
        told = {
            name: value.isoformat() if isinstance(value, datetime) else value for name, value in asdict(kept).items()
        }
        try:
            with self._desk.store.writing() as connection:
                drafts.remember(connection, MEMORY, json.dumps(told))
        except (Trouble, OSError) as error:
            logging.getLogger(__name__).warning("what is known of the second place could not be kept: %s", error)
        return kept


def recalled(desk: Desk) -> Carried:
    """Give what was last known of the second place."""
    with desk.store.reading() as connection:
        text = drafts.recall(connection, MEMORY)
    kept = json.loads(text) if text else {}
    for name in ("written_at", "failing_since"):
        if kept.get(name):
            kept[name] = datetime.fromisoformat(kept[name])
    return Carried(**kept)


def _said(trouble: Exception) -> str:
    if isinstance(trouble, Trouble):
        return trouble.sentence
    return f"The folder cannot be read: {getattr(trouble, 'strerror', '') or trouble}."


def _alarm(said: str, size: int) -> str:
    return (
        f"The checkpoint over {size} entries {said}. Either an older copy of this desk was restored, or its log was "
        "written anew. Keep the folder as it is, and ask who had the desk."
    )
