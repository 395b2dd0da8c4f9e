"""The composition root: finds the desk, its keys and the program's own data, builds the objects, opens the window."""

import gc
import logging
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.journal.keys import StationKeys, Strength
from sopdesk.services.workspace import Workspace

if TYPE_CHECKING:
    from sopdesk.ui.first_run import Founding
    from sopdesk.views.backups import Restored

HOME = "SOPDESK_HOME"
"""The environment variable that puts desks and keys into one folder, away from the platform's own places."""
DESK_FILES = ("desk.sqlite", "desk.sqlite-wal", "desk.sqlite-shm")
LARGEST_LOG = 500_000
FONTS = ("figo", "figbo", "figit")


def data_folder(name: str) -> Path:
    """Give a folder of the program's own data, `resources` or `manuals`: beside the source or in the built program."""
    built = getattr(sys, "_MEIPASS", None)
    return (Path(built) if built else Path(__file__).resolve().parents[2]) / name


def default_desk() -> Path:
    """Give the folder of the desk that opens when none is named."""
    home = os.environ.get(HOME)
    return Path(home) / "desk" if home else Path(platformdirs.user_data_dir("SOPDesk", appauthor=False)) / "desk"


def station_keys() -> StationKeys:
    """Give where this machine keeps its station keys: never in a desk's folder, which may be copied."""
    home = os.environ.get(HOME)
    folder = Path(home) / "keys" if home else Path(platformdirs.user_config_dir("SOPDesk", appauthor=False)) / "keys"
    return StationKeys(folder, use_system=not home)


def open_workspace(
    folder: Path,
    *,
    create: bool = False,
    station: str = "",
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    strength: Strength = Strength.PROPER,
    durable: bool = True,
    keys: StationKeys | None = None,
) -> Workspace:
    """Open the desk in a folder, or make it. Raises Trouble with a plain sentence."""
    return Workspace(
        folder, keys=keys or station_keys(), create=create, station=station, clock=clock, strength=strength,
        durable=durable,
    )  # fmt: skip


def make_demo(folder: Path, progress: Callable[[int, int], None] | None = None, *, seed: int = 7) -> None:
    """Make the demo desk in an empty folder. Refuses a folder in which there is something else."""
    from sopdesk.demo import cast
    from sopdesk.demo.history import DAYS, DemoClock, History

    if folder.is_dir() and any(folder.iterdir()):
        raise Refusal(f"{folder} is not empty, so no demo desk is made there.")
    today = datetime.now(UTC)
    clock, keys = DemoClock.before(today, DAYS), station_keys()
    with keys.remembering_at_the_end():
        desk = open_workspace(
            folder, create=True, station=cast.STATION, clock=clock, strength=Strength.QUICK, durable=False, keys=keys
        )
        try:
            History(desk, clock, today, seed).make(data_folder("manuals") / "starter", progress)
        finally:
            desk.close()


def fonts() -> list[bytes]:
    """Give the files of the program's typeface."""
    import pymupdf_fonts

    return [pymupdf_fonts.myfont(name) for name in FONTS]


def open_window(folder: Path) -> int:
    """Open the desk's window, beginning with the first-run page where there is no desk; give the exit code."""
    from PySide6.QtWidgets import QApplication

    from sopdesk.ui import begin, garbage
    from sopdesk.ui.restore_first import FromBackup

    _need_a_screen()
    program = QApplication(sys.argv[:1])
    program.setApplicationName("SOPDesk")
    desk = founded_desk(folder)
    if desk is None:
        backup = FromBackup(partial(restored, folder), partial(open_workspace, folder))
        window = begin.first_run(partial(found, folder), fonts(), backup)
    else:
        window = begin.open_desk(desk, fonts())
    _keep_a_log()
    sys.excepthook = window.tell_mishap
    window.show()
    gc.freeze()  # what has been loaded stays: the collector need not look through it again and again
    garbage.collect_here(program)
    code = program.exec()
    window.let_go()
    return int(code)


def founded_desk(folder: Path) -> Workspace | None:
    """Open the desk in a folder; None where there is none yet. What a founding that was cut off left is cleared away.

    Such a desk holds one entry, that its log was opened, and nobody could ever sign in to it.
    """
    if not (folder / DESK_FILES[0]).exists():
        return None
    desk = open_workspace(folder)
    if desk.people.founded() or desk.store.size > 1:
        return desk
    desk.close()
    _clear(folder)
    return None


def try_window(desk: Workspace) -> tuple[int, int]:
    """Show the desk's window, draw it once and close it again, for the self-test; give its size as drawn."""
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    from sopdesk import ui

    program = QApplication.instance() or QApplication(sys.argv[:1])
    window = ui.start(desk, fonts())
    window.show()
    program.processEvents()
    drawn = window.grab()
    window.close()
    window.deleteLater()
    program.sendPostedEvents(window, QEvent.Type.DeferredDelete)  # now, with its timers: the desk closes next
    program.processEvents()
    return drawn.width(), drawn.height()


def found(
    folder: Path, founding: "Founding", progress: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> Workspace:
    """Make the desk that the first-run page asks for; a refusal or a cancel leaves nothing behind."""
    desk = open_workspace(folder, create=True, station=founding.station)
    try:
        person = desk.people.found_house(
            name=founding.house, site=founding.site, zone=founding.zone, currency=founding.currency,
            person=founding.person, pin=founding.pin, password=founding.password,
        )  # fmt: skip
        if founding.second_place:
            desk.checkpoints.choose_place(by=person, folder=Path(founding.second_place))
        if founding.starter:
            desk.imports.starter(data_folder("manuals") / "starter", by=person, password=founding.password)
            for journey in sorted((data_folder("resources") / "journeys").glob("*.md")):
                desk.journeys.adopt(by=person, file=journey)
        desk.finder.catch_up(progress, cancelled)
    except BaseException:
        desk.close()
        _clear(folder)
        raise
    return desk


def restored(
    folder: Path, file: Path, pass_phrase: str, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> "Restored":
    """Restore a backup into the desk's folder, which holds no desk yet."""
    from sopdesk.services.restoring import restore_backup

    return restore_backup(
        file, folder, pass_phrase, keys=station_keys(), clock=lambda: datetime.now(UTC), progress=progress,
        cancelled=cancelled,
    )  # fmt: skip


def _keep_a_log() -> None:
    """Write what a programmer needs to know of mishaps into a small file that only this user can read."""
    file = default_desk().parent / "problems" / "sopdesk.log"
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if file.is_file() and file.stat().st_size > LARGEST_LOG:
            file.unlink()
    except OSError:
        return  # without a place for it the log goes to the terminal, as it does by itself
    handler = logging.FileHandler(file, delay=True, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)


def _clear(folder: Path) -> None:
    for leftover in DESK_FILES:
        (folder / leftover).unlink(missing_ok=True)


def _need_a_screen() -> None:
    """Say in a sentence that there is no screen, where Qt would only give up."""
    chosen = os.environ.get("QT_QPA_PLATFORM")
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not chosen and not shown:
        raise Trouble("There is no screen here to open a window on. The commands work without one: sopdesk --help.")
