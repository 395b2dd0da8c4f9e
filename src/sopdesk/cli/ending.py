"""How a command ends: with an exit code and, when something stood in the way, with one plain sentence on stderr."""

import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path

from sopdesk.domain.refusal import Cancelled, Refusal, Trouble

DONE, DOES_NOT_HOLD, NOT_DONE, INTERRUPTED = 0, 1, 2, 130
"""Done or holds; does not hold or refused; could not be done; stopped by Ctrl+C (as shells have it)."""


def ended(act: Callable[[], int]) -> int:
    """Do something and give its exit code; what stops it is said in one sentence, never as a stack trace."""
    _write_unicode()
    try:
        code = act()
        sys.stdout.flush()
    except Refusal as refusal:
        return say(refusal.sentence, DOES_NOT_HOLD)
    except Trouble as trouble:
        return say(trouble.sentence, NOT_DONE)
    except (Cancelled, KeyboardInterrupt):
        return say("Cancelled. What was under way has changed nothing.", INTERRUPTED)
    except BrokenPipeError:
        return _stop_talking()
    except Exception as error:  # noqa: BLE001 - the last place where an error can be answered
        return say(_in_words(error), NOT_DONE)
    return code


def say(sentence: str, code: int) -> int:
    """Say a sentence on stderr; give the exit code that goes with it."""
    print(sentence, file=sys.stderr)  # noqa: T201 - the command line talks on the terminal
    return code


def keep_details(error: BaseException, *folders: Path) -> Path | None:
    """Write down what a programmer needs to know of an error, where only this user can read it; give the file.

    The first of the folders that can be written is taken; by default one beside the desk.
    """
    import platform
    import traceback

    now = datetime.now(UTC)
    text = "".join(traceback.format_exception(error))
    text = f"{now.isoformat()}\nPython {platform.python_version()} on {platform.platform()}\n\n{text}"
    for folder in folders or _places_for_details():
        path = folder / f"problem-{now:%Y%m%d-%H%M%S-%f}.txt"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                file.write(text)
        except OSError:
            continue
        return path
    return None


def _in_words(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename is not None and error.strerror:
        return f"{os.fsdecode(error.filename)} could not be used: {error.strerror}."
    path = keep_details(error)
    details = f"The details are in {path}." if path else f"The details could not be written; in short: {error!r}."
    return (
        "Something happened that SOPDesk does not know how to deal with, so it stopped. Everything recorded before is "
        f"kept; what was under way is recorded whole or not at all. {details}"
    )


def _places_for_details() -> Iterator[Path]:
    import tempfile

    try:
        from sopdesk.app import default_desk
    except Exception:  # noqa: BLE001 - perhaps the very thing that went wrong; the next place will do
        yield Path(tempfile.gettempdir())
        return
    yield default_desk().parent / "problems"
    yield Path(tempfile.gettempdir())


def _write_unicode() -> None:
    """Let every text be written: to files and pipes as UTF-8, to a terminal as well as it can."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _stop_talking() -> int:
    """Go quietly when nobody reads on, as after `| head`."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return NOT_DONE
