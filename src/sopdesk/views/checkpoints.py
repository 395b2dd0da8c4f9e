"""Checkpoints outside the desk, as shown."""

from dataclasses import dataclass
from datetime import datetime

from sopdesk.domain.holding import Way


@dataclass(frozen=True, slots=True)
class CheckpointView:
    """A signed checkpoint: its log, how many entries it covers, its root (hex), the note as signed, and when."""

    origin: str
    size: int
    root: str
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HolderView:
    """Somebody, or a place, that holds a checkpoint: over how many entries, and since when.

    `way` is None for the second place and for what a file or print carries; `counts` tells whether it is known to lie
    outside this desk.
    """

    name: str
    size: int
    since: datetime
    origin: str
    way: Way | None = None
    recorded_by: str = ""
    counts: bool = True


@dataclass(frozen=True, slots=True)
class PlaceView:
    """The second place: the folder ("" for none), when the newest was last written, and what stands in the way.

    `failing_since` is set while nothing can be written there, and `why` says it; `alarm` is set when a checkpoint that
    lies there contradicts the log here. `strangers` counts logs there that this desk does not know.
    """

    folder: str
    settled: bool
    written_at: datetime | None = None
    size: int = 0
    origin: str = ""
    failing_since: datetime | None = None
    why: str = ""
    alarm: str = ""
    strangers: int = 0


@dataclass(frozen=True, slots=True)
class HoldingView:
    """How things stand: the newest checkpoint, the newest one that is known to lie outside, and what came since.

    `newer` counts the entries that no checkpoint outside covers; `old` tells that a reminder is due,
    and `weaker` that the station's key lies in a file, since this machine has no key store.
    """

    newest: CheckpointView | None
    outside: HolderView | None
    entries: int
    newer: int
    days: int
    old: bool
    place: PlaceView
    weaker: bool
