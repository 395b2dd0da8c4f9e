import gc
import threading
import weakref
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sopdesk.domain.refusal import Cancelled
from sopdesk.ui import garbage
from sopdesk.ui.background import IsCancelled, Job, Progress


class Kept(QTimer):
    """A thing of Qt that holds itself."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self


def test_things_of_qt_die_in_the_window_s_thread(qtbot: QtBot) -> None:
    """Work beside the window makes garbage, and never collects what the window left behind."""
    died: list[int] = []
    about = QObject()

    def litter(_progress: object, _cancelled: object) -> int:
        for _ in range(50 * gc.get_threshold()[0]):
            ring: list[object] = []
            ring.append(ring)
        return len(died)

    gc.collect()
    left = [weakref.ref(Kept(), lambda _: died.append(threading.get_ident())) for _ in range(3)]
    garbage.collect_here(about)
    job = Job("Litter", litter, about)
    with qtbot.waitSignal(job.done):
        job.start()
    qtbot.waitUntil(lambda: job.is_over() and len(died) == len(left), timeout=20_000)
    assert set(died) == {threading.get_ident()}


def test_much_garbage_is_collected_and_little_waits() -> None:
    """The oldest generation that is due is collected, as Python would."""
    limit = gc.get_threshold()[0]
    gc.collect()
    garbage.collect_what_is_due()
    litter: list[object] = [[] for _ in range(limit // 2)]
    garbage.collect_what_is_due()
    assert gc.get_count()[0] >= len(litter)
    litter += [[] for _ in range(2 * limit)]
    garbage.collect_what_is_due()
    assert gc.get_count()[0] < limit


@pytest.mark.parametrize("began_by", [QObject, QWidget])
def test_work_ends_before_what_began_it_goes(qtbot: QtBot, began_by: Callable[[], QObject]) -> None:
    """A window that goes while work is going on cancels it and waits for it."""
    working, ended = threading.Event(), threading.Event()

    def work(_progress: Progress, cancelled: IsCancelled) -> None:
        working.set()
        while not cancelled():
            pass
        ended.set()
        raise Cancelled

    began = began_by()
    job = Job("Work", work, began)
    job.start()
    assert working.wait(20)
    assert not ended.is_set()
    shiboken6.delete(began)
    assert ended.is_set()
    assert not shiboken6.isValid(job)
