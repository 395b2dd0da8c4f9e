"""Looking into a backup, and restoring it: into an empty folder, checked before anything is placed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.journal.keys import StationKeys
from sopdesk.services.backup_making import check_in, stage
from sopdesk.services.checking import Cancelled, Progress
from sopdesk.store.backup import Backup
from sopdesk.store.copying import Held
from sopdesk.store.database import FILE
from sopdesk.store.relapses import relapses
from sopdesk.store.store import Store
from sopdesk.views.backups import BackupView, ErasedAgain, Restored
from sopdesk.views.trail import Verdict

Clock = Callable[[], datetime]
_STAGES = 2
"""Unpacking, checking."""
_HARMLESS = ("desk.lock", "backup.lock")
"""What a desk that is gone may have left in its folder."""


def is_encrypted(file: Path) -> bool:
    """Tell whether a backup needs a pass phrase. Raises Trouble for a file that is none."""
    return Backup(file).cover.encrypted


def check_backup(
    file: Path, pass_phrase: str = "", *, keys: StationKeys, clock: Clock, progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> BackupView:  # fmt: skip
    """Look whether a backup can be restored and everything in it holds. Raises Refusal, Trouble and Cancelled.

    Its desk is unpacked into a temporary folder that only this user can read, and is gone from there at the end.
    """
    backup = Backup(file)
    backup.unlock(pass_phrase)
    room = Path(mkdtemp(prefix="sopdesk-"))
    try:
        return _looked_into(backup, room, keys, clock, progress, cancelled)
    finally:
        rmtree(room, ignore_errors=True)


def restore_backup(
    file: Path, folder: Path, pass_phrase: str = "", *, keys: StationKeys, clock: Clock, present: Path | None = None,
    progress: Progress | None = None, cancelled: Cancelled | None = None,
) -> Restored:  # fmt: skip
    """Restore a backup into an empty or new folder; `present` is the desk that went on since, if it is at hand.

    The restored desk begins a new log at once, which names the last known checkpoint of the former one: nobody can tell
    whether that went on elsewhere. Raises Refusal, Trouble and Cancelled; nothing is placed then.
    """
    backup = Backup(file)
    backup.unlock(pass_phrase)
    with _room_in(folder) as room:
        view = _looked_into(backup, room, keys, clock, progress, cancelled)
        if not view.holds:
            raise Trouble(f"Nothing was restored, because the backup does not hold: {view.sentence} Take another one.")
        back = relapses(room / FILE, present) if present is not None else ()
        (room / FILE).rename(folder / FILE)
    held = backup.held()
    origin, said = _begin_log(folder, keys, clock, held)
    again = tuple(ErasedAgain(each.subject, each.name, each.values, each.files) for each in back)
    former = next((each.origin for each in held.logs if each.id == held.own), "")
    sentences = (*_meaning(view), said, *_erased(again, compared=present is not None))
    return Restored(folder, view, former, origin, again, sentences)


def _looked_into(  # noqa: PLR0917 - a backup, where to, with what, and how far
    backup: Backup, room: Path, keys: StationKeys, clock: Clock, progress: Progress | None, cancelled: Cancelled | None
) -> BackupView:
    held = backup.held()
    backup.unpack(room / FILE, stage(progress, 0, _STAGES), cancelled)
    verdict = check_in(room, keys, clock, stage(progress, 1, _STAGES), cancelled)
    return _view(backup, held, verdict)


def _view(backup: Backup, held: Held, verdict: Verdict) -> BackupView:
    cover = backup.cover
    return BackupView(
        backup.path, cover.made_at, cover.program, held.house, held.entries,
        datetime.fromisoformat(held.last_at) if held.last_at else None, backup.path.stat().st_size, cover.encrypted,
        verdict.holds, verdict.sentence, verdict.checks,
    )  # fmt: skip


@contextmanager
def _room_in(folder: Path) -> Iterator[Path]:
    """Give a folder within an empty one, which is made where there is none and gone again when nothing was placed."""
    try:
        if folder.is_dir() and any(each.name not in _HARMLESS for each in folder.iterdir()):
            raise Refusal(f"{folder} is not empty. A backup is restored into an empty or new folder only.")
        made = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        room = Path(mkdtemp(prefix=".restoring-", dir=folder))
    except OSError as error:
        raise Trouble(f"Nothing can be restored into {folder}: {error.strerror or error}.") from error
    try:
        yield room
    except OSError as error:
        raise Trouble(f"The desk could not be placed in {folder}: {error.strerror or error}.") from error
    finally:
        rmtree(room, ignore_errors=True)
        if made:
            with suppress(OSError):
                folder.rmdir()  # only an empty one goes


def _begin_log(folder: Path, keys: StationKeys, clock: Clock, held: Held) -> tuple[str, str]:
    """Have the restored desk begin its new log; give its origin ("" when it could not yet) and what that means."""
    newest = next((each for each in held.logs if each.id == held.own), None)
    known = "of which no checkpoint was signed"
    if newest is not None and newest.checkpoint:
        known = f"and names the last checkpoint known of it, over {newest.checkpoint.splitlines()[1]} entries"
    try:
        store = Store(folder, keys=keys, clock=clock)
        try:
            store.begin_where_copied()
            origin = store.head().origin
        finally:
            store.close()
    except Trouble as trouble:
        return "", f"A new log begins with the first act; it could not begin now: {trouble.sentence}"
    former = newest.origin if newest else ""
    return origin, (
        f"From now on the desk writes a new log, {origin}. It continues the former log {former} {known}. Should that "
        "have gone on elsewhere, the two tell so when they are compared."
    )


def _meaning(view: BackupView) -> Iterator[str]:
    until = f" The last entry is of {view.last_at:%Y-%m-%d %H:%M} UTC." if view.last_at else ""
    yield (
        f"This is the desk of {view.house} as it was on {view.made_at:%Y-%m-%d %H:%M} UTC, with {view.entries:,} "
        f"entries.{until} What was recorded later is not in it."
    )
    yield "People sign in with the PINs and passwords of that moment; who joined or left later is as it was then."


def _erased(again: tuple[ErasedAgain, ...], *, compared: bool) -> Iterator[str]:
    if not compared:
        yield (
            "Whatever was erased after that moment is back in this desk: erase it again. Where the later desk is at "
            "hand, restoring from its page of backups, or with --present, names the records."
        )
    elif not again:
        yield "Nothing that is in this desk was erased later in the present one."
    else:
        yield f"Erase again, as it was erased later in the present desk: {', '.join(map(_told, again))}."


def _told(each: ErasedAgain) -> str:
    parts = [f"{count} {word}" for count, word in ((each.values, "values"), (each.files, "files")) if count]
    return f"{each.name} ({' and '.join(parts)})"
