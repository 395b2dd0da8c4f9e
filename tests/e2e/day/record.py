"""What the journal says of the day, so that two days can be compared."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sopdesk.app import open_workspace
from sopdesk.journal.keys import Strength
from tests.e2e.day.parent import Day, home
from tests.e2e.day.world import at

_DIGEST = re.compile(r"[0-9a-f]{64}")
AGAIN = ("signed in", "exported", "checkpoint", "opened the log")
"""What every day or every start does anew: signing in, an export whose file was not there yet, the log."""
PAPERS = ("opening.pdf", "closing.pdf", "incident.pdf", "hand-over.pdf", "trail.pdf")


def acts(day: Day) -> Counter[str]:
    """Give every act that the journal holds, as the trail tells it, with how often; when it was does not count."""
    with home(day.folder / "home"):
        desk = open_workspace(day.folder / "home" / "desk", clock=lambda: at("23:59"), strength=Strength.QUICK)
        try:
            lines = [f"{line.who} {line.what} {line.about}" for line in desk.trail.in_order()]
            verdict = desk.trail.rebuild(check=True)
            assert verdict.holds, verdict
        finally:
            desk.close()
    return Counter(_DIGEST.sub("", line) for line in lines if not any(word in line for word in AGAIN))


def differences(undisturbed: Counter[str], disturbed: Counter[str]) -> list[str]:
    """Give what was done in one of two days only, or more often."""
    return [
        *(f"missing: {act} ({count})" for act, count in (undisturbed - disturbed).items()),
        *(f"more: {act} ({count})" for act, count in (disturbed - undisturbed).items()),
    ]


def done_twice(diary: Sequence[tuple[str, str]]) -> list[str]:
    """Give what the screen confirmed more than once: it was confirmed, and then it was not there any more."""
    return [what for (kind, what), count in Counter(diary).items() if kind == "done" and count > 1]


def lost(diary: Sequence[tuple[str, str]]) -> list[str]:
    """Give the fields that were half written and did not stand there again."""
    return [what for kind, what in diary if kind == "lost"]


def missing_papers(folder: Path) -> list[str]:
    """Give the papers of the day that are not there whole."""
    return [each for each in PAPERS if not _is_whole(folder / each)]


def _is_whole(file: Path) -> bool:
    return file.is_file() and file.read_bytes().rstrip().endswith(b"%%EOF")
