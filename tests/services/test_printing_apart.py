"""Long prints in a process of their own."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sopdesk.domain.refusal import Cancelled, Refusal, Trouble
from sopdesk.journal.certificates import Certificates, Identity
from sopdesk.journal.keys import StationKeys
from sopdesk.pdf.archival import Attachment, finish
from sopdesk.pdf.far_print import Progress
from sopdesk.pdf.manual_book import print_manual
from sopdesk.pdf.signed import check, sign
from sopdesk.pdf.trail_report import print_trail
from sopdesk.pdf.words import call_roles, called_roles, role_name
from sopdesk.services.printing_apart import Asked, Fed, Lent, made
from sopdesk.views.trail import TrailReport
from tests.pdf import samples

NOW = datetime(2026, 3, 14, tzinfo=UTC)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let processes be copies of this one where the system can do so: they need no second to begin."""
    way = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(way)
    monkeypatch.setattr(multiprocessing, "get_context", lambda _: context)


def test_a_report_made_in_another_process_is_the_same_byte_for_byte(quick: None) -> None:
    """A trail that another process prints is the one that this process prints, and progress is told to the end."""
    told: list[tuple[int, int]] = []
    report, lines = samples.trail(120), samples.trail_lines(120)
    apart = made(print_trail, report, Fed(lines), apart=True, progress=lambda *how: told.append(how))
    assert apart == print_trail(report, lines)
    assert told[-1] == (120, 120)


def test_pages_and_pictures_are_asked_for_while_a_book_is_printed(quick: None) -> None:
    """The manual that another process prints asks for each procedure when it sets it, and is the same."""
    pages = [samples.small_page(f"SOP-{n}", f"Procedure {n}", "Kitchen") for n in range(1, 4)]
    rows = {samples.row_of(page, page.id): page for page in pages}
    views = (tuple(rows), Asked(rows.__getitem__), samples.PRINTING, Asked({}))
    assert made(print_manual, *views, apart=True) == made(print_manual, *views, apart=False)


def _signed_trail(
    report: TrailReport, lines: Iterator[Any], bundle: bytes, identity: Identity, *, progress: Progress
) -> bytes:
    attached = [Attachment("bundle.json", bundle, "application/json", role_name("barista"))]
    whole = finish(print_trail(report, lines, progress=progress), title="Trail", made_at=NOW, attachments=attached)
    return sign(whole, identity, NOW)


def test_what_is_signed_in_another_process_is_signed_with_a_key_that_stays_here(tmp_path: Path) -> None:
    """Evidence printed in another process (a real one, as the program begins it) holds, and is the same."""
    identity = Certificates(StationKeys(tmp_path, use_system=False)).identity("log", "House", NOW)
    before = called_roles()
    call_roles({"barista": "Coffee artist"})
    views = (samples.trail(60), Fed(samples.trail_lines(60)), b"{}", Lent(identity))
    try:
        apart = made(_signed_trail, *views, apart=True)
        here = made(_signed_trail, *views, apart=False)
    finally:
        call_roles(before)
    assert check(apart, [identity.root]).trusted
    assert apart == here


def test_cancelling_ends_the_other_process_at_once(quick: None) -> None:
    """Whoever cancels a long print does not wait for the page that is being made."""
    with pytest.raises(Cancelled):
        made(_for_ever, b"", apart=True, cancelled=iter([False, False, False, True]).__next__)


def test_cancelling_is_heard_in_this_process_too() -> None:
    """A short print can be cancelled as well."""
    with pytest.raises(Cancelled):
        made(print_trail, samples.trail(60), Fed(samples.trail_lines(60)), apart=False, cancelled=lambda: True)


def _for_ever(_: bytes, *, progress: Progress) -> bytes:
    progress(0, 1)
    while True:
        pass


def test_a_process_that_dies_is_told_in_a_sentence(quick: None) -> None:
    """When the system kills the process (it does when memory is short), the user reads what to do."""
    with pytest.raises(Trouble, match="ended before it was done"):
        made(_die, b"", apart=True)


def _die(_: bytes, *, progress: Progress) -> bytes:
    progress(0, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    return b""


@pytest.mark.parametrize(
    ("error", "seen", "words"),
    [
        (Refusal("Not this one."), Refusal, "Not this one."),
        (MemoryError(), Trouble, "memory of this computer is too short"),
        (ValueError("a fault"), RuntimeError, "ValueError: a fault"),
    ],
)
def test_what_a_printer_raises_arrives(error: Exception, seen: type[Exception], words: str, quick: None) -> None:
    """A refusal in the other process is a refusal here; a fault of the program keeps where it happened."""
    with pytest.raises(seen, match=words):
        made(partial(_raise, error), apart=True)


def _raise(error: Exception, *, progress: Progress) -> bytes:
    progress(0, 1)
    raise error


def test_a_fault_while_answering_ends_the_print(quick: None) -> None:
    """When an entry cannot be read while a trail is printed, the reason is the one that is told."""

    def lines() -> Iterator[object]:
        yield from samples.trail_lines(10)
        raise Trouble("Entry 11 is damaged.")

    with pytest.raises(Trouble, match="Entry 11"):
        made(print_trail, samples.trail(60), Fed(lines()), apart=True)


def test_where_no_process_can_be_had_it_is_printed_here(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A system that lets no process begin still prints."""

    def refused(_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("multiprocessing.process.BaseProcess.start", refused)
    assert made(print_trail, samples.trail(3), Fed(samples.trail_lines(3)), apart=True).startswith(b"%PDF")
    assert "printing here" in caplog.text
    caplog.clear()


def test_a_process_that_ends_at_its_start_is_done_without(
    quick: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A system that ends the process as soon as it begins still prints."""
    monkeypatch.setattr("sopdesk.services.printing_apart.serve", _end)
    assert made(print_trail, samples.trail(3), Fed(samples.trail_lines(3)), apart=True).startswith(b"%PDF")
    assert "printing here" in caplog.text
    caplog.clear()


def _end(_: object) -> None:
    os._exit(3)
