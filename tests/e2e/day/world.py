"""The world around the desk on the day: its clock, a diary of what the screen confirmed, and the moment of a kill."""

import json
import os
import signal
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo

DAY = date(2026, 5, 12)
ZONE = ZoneInfo("Europe/London")


def at(clock: str) -> datetime:
    """Give the instant of a time of the day, such as "06:30", UTC."""
    return datetime.combine(DAY, time.fromisoformat(clock), ZONE).astimezone(UTC)


class DayClock:
    """Goes on by itself from where the day is; `pass_to` lets the hours between two stages pass.

    Where it is lies in a file, as the time goes on while the program does not run: each start is a minute later.
    """

    def __init__(self, file: Path, first: str) -> None:
        self._file = file
        kept = datetime.fromisoformat(file.read_text("ascii")) + timedelta(minutes=1) if file.exists() else at(first)
        self._set(kept)

    def __call__(self) -> datetime:
        """Give this moment of the day."""
        return self._kept + timedelta(seconds=monotonic() - self._since)

    def pass_to(self, clock: str) -> None:
        """Let the time pass until a time of the day; it never goes back."""
        self._set(max(self(), at(clock)))

    def _set(self, instant: datetime) -> None:
        self._kept, self._since = instant, monotonic()
        beside = self._file.with_suffix(".new")
        beside.write_text(instant.isoformat(), "ascii")
        beside.replace(self._file)


AT_HALF = -1
"""Instead of a count of touches: at the first one after a text was left half written."""


@dataclass(frozen=True, slots=True)
class Kill:
    """When somebody pulls the plug: more than so many entries stand in the diary, touches and milliseconds later."""

    after: int
    touches: int
    milliseconds: float

    @classmethod
    def read(cls, text: str) -> "Kill":
        """Read what `str` gives."""
        after, touches, milliseconds = text.split(",")
        return cls(int(after), int(touches), float(milliseconds))

    def __str__(self) -> str:
        """Give it as one word of a command."""
        return f"{self.after},{self.touches},{self.milliseconds}"


class Diary:
    """What the screen confirmed, one JSON line each, on the disk before the next touch."""

    def __init__(self, file: Path, kill: Kill | None = None) -> None:
        self._file = file.open("a", encoding="utf-8")
        self.entries = read_diary(file)
        self._kill = kill
        self._left = kill.touches if kill else 0

    def done(self, act: str) -> None:
        """Note an act that was done just now and that the screen showed as done."""
        self._write("done", act)

    def half(self, field: str) -> None:
        """Note that a field was left half written, long enough for the desk to have kept it."""
        self._write("half", field)

    def found(self, field: str) -> None:
        """Note that what was half written stood there again."""
        self._write("found", field)

    def lost(self, field: str) -> None:
        """Note that what was half written was not there any more."""
        self._write("lost", field)

    def has(self, kind: str, what: str) -> bool:
        """Tell whether something was noted, in this life or an earlier one."""
        return (kind, what) in self.entries

    def touch(self) -> None:
        """A key or the mouse is about to be pressed: this is when the plug may be pulled."""
        if self._kill is None or len(self.entries) <= self._kill.after:
            return
        if self._left > 0:
            self._left -= 1
        elif self._left == 0 or self.entries[-1][0] == "half":
            late = max(self._kill.milliseconds, 0.01) / 1000
            self._kill = None
            signal.setitimer(signal.ITIMER_REAL, late)  # nobody catches SIGALRM

    def _write(self, kind: str, what: str) -> None:
        self.entries.append((kind, what))
        self._file.write(json.dumps([kind, what]) + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())


def read_diary(file: Path) -> list[tuple[str, str]]:
    """Give what stands in a diary, as (kind, what)."""
    if not file.exists():
        return []
    return [(kind, what) for kind, what in map(json.loads, file.read_text("utf-8").splitlines())]
