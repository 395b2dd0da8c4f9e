"""Making a backup: a copy of the desk, checked, written, read back, and only then given its name."""

import logging
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from shutil import disk_usage
from typing import IO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sopdesk import __version__
from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.domain.rotation import Keep, superseded
from sopdesk.journal.keys import StationKeys, Strength
from sopdesk.services.checking import Cancelled, Progress, check_copy
from sopdesk.services.desk import Desk
from sopdesk.services.whole_file import keep_name
from sopdesk.store.backup import Backup, Cover, write_backup
from sopdesk.store.copying import Held, copy_desk, held_in, room_for_copies, size_of
from sopdesk.store.database import FILE
from sopdesk.store.store import Store
from sopdesk.views.backups import SUFFIX, BackupMade
from sopdesk.views.trail import Verdict

STAGES = 4
"""Copying, checking, writing, reading back."""
_NO_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
"""What no file name may hold on one system or another."""
OLD_ONES = "Older backups are as they were."


@dataclass(frozen=True, slots=True)
class Wish:
    """Where a backup goes, under which pass phrase ("" for none), and which older ones may go for it (None: none)."""

    target: Path
    pass_phrase: str = ""
    keep: Keep | None = None


def make_backup(
    folder: Path,
    wish: Wish,
    *,
    keys: StationKeys,
    clock: Callable[[], datetime],
    record: Callable[[str, int], None] | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> BackupMade:
    """Make a backup of the desk in a folder, also while it is open here or elsewhere.

    `record` is told the file's SHA-256 and its number of entries before the file gets its name. Raises Refusal,
    Trouble and Cancelled; nothing half is left then, and older backups are as they were.
    """
    refuse_place(folder, wish.target)
    try:
        return _make(folder, wish, keys, clock, record, progress, cancelled)
    except OSError as error:
        raise Trouble(f"No backup was made: {error.strerror or error}. {OLD_ONES}") from error


def _make(  # noqa: PLR0917 - as it was asked for
    folder: Path, wish: Wish, keys: StationKeys, clock: Callable[[], datetime],
    record: Callable[[str, int], None] | None, progress: Progress | None, cancelled: Cancelled | None,
) -> BackupMade:  # fmt: skip
    now = clock()
    with room_for_copies(folder) as room:
        copy = room / FILE
        _need_space(room, size_of(folder))
        copy_desk(folder, copy, now, _stage(progress, 0), cancelled)
        verdict = check_in(room, keys, clock, _stage(progress, 1), cancelled)
        if not verdict.holds:
            raise Trouble(f"No backup was made, because the desk does not hold: {verdict.sentence} {OLD_ONES}")
        held = held_in(copy)
        logs = tuple((each.id, each.size) for each in held.logs)
        cover = Cover(now.replace(microsecond=0), __version__, logs, bool(wish.pass_phrase), wish.keep is not None)
        with _staged(wish.target) as (file, path):
            write_backup(file, copy, held, cover, wish.pass_phrase, _stage(progress, 2), cancelled)
            _bring_to_disk(file)
            _read_back(path, wish.pass_phrase, held, _stage(progress, 3), cancelled)
            with path.open("rb") as content:
                digest = file_digest(content, "sha256").hexdigest()
            if record is not None:
                record(digest, held.entries)
            done = _release(path, wish.target, held, cover)
    made = BackupMade(done, cover.made_at, done.stat().st_size, digest, held.entries, cover.encrypted)
    return made if wish.keep is None else _rotated(made, wish, held)


def check_in(
    folder: Path, keys: StationKeys, clock: Callable[[], datetime], progress: Progress | None,
    cancelled: Cancelled | None,
) -> Verdict:  # fmt: skip
    """Check the copy of a desk that lies alone in a folder. Raises Trouble when it is none."""
    store = Store(folder, keys=keys, clock=clock, durable=False)
    try:
        return check_copy(Desk(store, clock=clock, strength=Strength.PROPER), progress, cancelled)
    finally:
        store.close()


def stage(progress: Progress | None, number: int, stages: int) -> Progress | None:
    """Give the progress of one of several stages, as progress of them all."""
    if progress is None:
        return None
    return lambda done, total: progress(
        number * 1000 + (1000 * min(done, total) // total if total else 0), stages * 1000
    )


def _stage(progress: Progress | None, number: int) -> Progress | None:
    return stage(progress, number, STAGES)


def refuse_place(folder: Path, target: Path) -> None:
    """Refuse a folder that is within the desk's own. Raises Trouble for one that is not there."""
    if target.resolve().is_relative_to(folder.resolve()):
        raise Refusal("A backup within the desk's own folder is lost with it. Choose a folder elsewhere.")
    if not target.is_dir():
        raise Trouble(f"The folder {target} is not there. Plug in the disk, or choose another folder. {OLD_ONES}")


def _need_space(place: Path, size: int) -> None:
    free = disk_usage(place).free
    if free < size:
        needed, there = (f"{each / 1e6:,.1f} MB" for each in (size, free))
        raise Trouble(f"A backup needs {needed} beside the desk for a while, but only {there} are free there.")


@contextmanager
def _staged(target: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """Give a file without its name yet in the folder where it goes; what is not released is gone at the end."""
    path: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=".", suffix=".unfinished", dir=target)
        path = Path(name)
        with os.fdopen(descriptor, "w+b") as file:
            yield file, path
    except OSError as error:
        why = error.strerror or error
        raise Trouble(f"The backup could not be written to {target}: {why}. {OLD_ONES}") from error
    finally:
        if path is not None:
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _bring_to_disk(file: IO[bytes]) -> None:
    """Bring the file onto the disk, and have the system forget it, so that it is read back from there."""
    file.flush()
    os.fsync(file.fileno())
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _read_back(
    path: Path, pass_phrase: str, held: Held, progress: Progress | None, cancelled: Cancelled | None
) -> None:
    """Read what lies on the disk, to the last byte; its desk is then the one that was checked."""
    written = Backup(path)
    written.unlock(pass_phrase)
    if written.held() != held:
        raise Trouble(f"The backup does not read back as it was written; the disk may be failing. {OLD_ONES}")
    written.unpack(None, progress, cancelled)


def _release(path: Path, target: Path, held: Held, cover: Cover) -> Path:
    """Give the file its name: the house and the moment by its clock; never that of another file."""
    local = cover.made_at.astimezone(_zone(held.zone))
    name = f"{_NO_NAME.sub(' ', held.house).strip(' .')[:80] or 'Desk'} {local:%Y-%m-%d %H%M}"
    names = (name, *(f"{name} ({number})" for number in range(2, 1000)))
    done = next(found for each in names if not (found := target / f"{each}{SUFFIX}").exists())
    path.rename(done)
    keep_name(target)
    return done


def _rotated(made: BackupMade, wish: Wish, held: Held) -> BackupMade:
    """Let older backups go by the rule: only those that may, whose every entry is in this one, too."""
    sizes, zone = {each.id: each.size for each in held.logs}, _zone(held.zone)
    moments = {made.file.name: made.made_at.astimezone(zone)}
    for path in wish.target.glob(f"*{SUFFIX}"):
        with suppress(Trouble, OSError):  # what cannot be read is none of ours to judge
            cover = Backup(path).cover
            contained = all(size <= sizes.get(log, -1) for log, size in cover.logs)
            if cover.rotates and contained and cover.made_at < made.made_at:
                moments[path.name] = cover.made_at.astimezone(zone)
    removed = []
    for name in superseded(moments, wish.keep or Keep()):
        try:
            (wish.target / name).unlink()
            removed.append(name)
        except OSError as error:
            logging.getLogger(__name__).warning("%s could not be removed: %s", name, error)
    return replace(made, removed=tuple(removed))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
