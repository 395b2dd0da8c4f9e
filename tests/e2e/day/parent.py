"""Has the day played in a process of its own: undisturbed, or with the plug pulled again and again."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from PIL import Image

from tests.e2e.day.house import found
from tests.e2e.day.world import AT_HALF, Kill, read_diary
from tests.e2e.given import ROOT

LONGEST = 240
"""Seconds after which somebody looks why the day does not end."""
PULLED = (-signal.SIGALRM, -signal.SIGKILL)
MOST_TOUCHES, MOST_MILLISECONDS, MOST_SECONDS = 30, 15.0, 3.5
PHOTO = (640, 480)


class DayError(Exception):
    """The day went wrong; says how."""


@dataclass(frozen=True, slots=True)
class Pull:
    """One pull of the plug: at a touch (`kill`), or so many seconds after the start."""

    kill: Kill | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Day:
    """A folder with the desk of the day, its diary, its clock, its papers, and its pictures where they are wanted."""

    folder: Path
    pictures: Path | None = None
    dark: bool = False

    @property
    def diary(self) -> list[tuple[str, str]]:
        """Give what the screen confirmed so far, as (kind, what)."""
        return read_diary(self.folder / "diary")

    def begin(self) -> None:
        """Found the house on the evening before, and put a photo where it is taken from."""
        for each in ("home", "papers"):
            (self.folder / each).mkdir(parents=True)
        if self.pictures is not None:
            self.pictures.mkdir(parents=True, exist_ok=True)
        with home(self.folder / "home"):
            found(self.folder / "home" / "desk")
        Image.linear_gradient("L").resize(PHOTO).convert("RGB").save(self.folder / "counter.png")

    def play(self) -> None:
        """Play to the end of the day."""
        if self._live(Pull()):
            message = "the plug was pulled when nobody should have"
            raise DayError(message)

    def play_interrupted(self, kills: int, undisturbed: Sequence[tuple[str, str]], seed: int) -> int:
        """Play to the end with so many pulls of the plug, spread over a day with this diary; give how many met it.

        In turn: after a text was half written; at any touch; at a moment by the clock on the wall, whatever the
        program is doing then, also while it starts.
        """
        chance, met = Random(seed), 0
        for number in range(kills):
            noted = self.diary
            ahead = len(undisturbed) - len(noted)
            after = len(noted) + chance.randrange(max(1, 2 * ahead // (kills - number + 1)))
            halves = {what for kind, what in undisturbed if kind == "half"} - {what for _, what in noted}
            late = chance.uniform(0, MOST_MILLISECONDS)
            if number % 3 == 2:
                met += self._live(Pull(seconds=chance.uniform(0.5, MOST_SECONDS)))
            else:
                touches = AT_HALF if halves and number % 3 == 0 else chance.randrange(MOST_TOUCHES)
                met += self._live(Pull(Kill(after, touches, late)))
        self.play()
        return met

    def verify(self) -> subprocess.CompletedProcess[str]:
        """Have the desk verified by the command."""
        return subprocess.run(
            [sys.executable, "-m", "sopdesk", "verify", self.folder / "home" / "desk"],
            capture_output=True, encoding="utf-8", check=False, cwd=ROOT, env=self._environment(), timeout=LONGEST,
        )  # fmt: skip

    def _live(self, pull: Pull) -> bool:
        """Start the program; tell whether the plug was pulled. Whatever it complains of is an error."""
        words = [sys.executable, "-m", "tests.e2e.day.child", str(self.folder)]
        words += ["--kill", str(pull.kill)] if pull.kill else []
        words += ["--pictures", str(self.pictures)] if self.pictures else []
        words += ["--dark"] if self.dark else []
        with subprocess.Popen(
            words, cwd=ROOT, env=self._environment(), stderr=subprocess.PIPE, encoding="utf-8"
        ) as program:
            try:
                _, said = program.communicate(timeout=pull.seconds or LONGEST)
            except subprocess.TimeoutExpired:
                program.kill()
                _, said = program.communicate()
                if not pull.seconds:
                    message = f"the day does not end: {self.diary[-1:]} {said}"
                    raise DayError(message) from None
        if program.returncode not in {0, *PULLED}:
            raise DayError(f"{program.returncode}: {said}")
        return program.returncode != 0

    def _environment(self) -> Mapping[str, str]:
        paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
        return {**os.environ, "SOPDESK_HOME": str(self.folder / "home"), "PYTHONPATH": paths}


@contextmanager
def home(folder: Path) -> Iterator[None]:
    """Have the desk's keys lie in a folder for a while, as the environment says it to the program."""
    before = os.environ.get("SOPDESK_HOME")
    os.environ["SOPDESK_HOME"] = str(folder)
    try:
        yield
    finally:
        del os.environ["SOPDESK_HOME"]
        if before is not None:
            os.environ["SOPDESK_HOME"] = before


def clear(folder: Path) -> None:
    """Throw away what an earlier day left in a folder."""
    for each in ("home", "papers", "pictures"):
        shutil.rmtree(folder / each, ignore_errors=True)
    for each in ("diary", "clock"):
        (folder / each).unlink(missing_ok=True)
