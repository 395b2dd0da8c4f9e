"""The composition root: finds the desk, its keys and the program's own data, builds the objects, opens the window."""

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

from sopdesk.domain.refusal import Refusal
from sopdesk.journal.keys import StationKeys, Strength
from sopdesk.services.workspace import Workspace

HOME = "SOPDESK_HOME"
"""The environment variable that puts desks and keys into one folder, away from the platform's own places."""
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
) -> Workspace:
    """Open the desk in a folder, or make it. Raises Trouble with a plain sentence."""
    return Workspace(folder, keys=station_keys(), create=create, station=station, clock=clock, strength=strength)


def make_demo(folder: Path, progress: Callable[[int, int], None] | None = None, *, seed: int = 7) -> None:
    """Make the demo desk in an empty folder. Refuses a folder in which there is something else."""
    from sopdesk.demo import cast
    from sopdesk.demo.history import DAYS, DemoClock, History

    if folder.is_dir() and any(folder.iterdir()):
        raise Refusal(f"{folder} is not empty, so no demo desk is made there.")
    today = datetime.now(UTC)
    clock = DemoClock.before(today, DAYS)
    desk = open_workspace(folder, create=True, station=cast.STATION, clock=clock, strength=Strength.QUICK)
    try:
        History(desk, clock, today, seed).make(data_folder("manuals") / "starter", progress)
    finally:
        desk.close()


def fonts() -> list[bytes]:
    """Give the files of the program's typeface."""
    import pymupdf_fonts

    return [pymupdf_fonts.myfont(name) for name in FONTS]
