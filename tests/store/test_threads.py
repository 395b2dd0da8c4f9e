"""Acts at the desk while long work runs beside them in other threads."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import pytest

from sopdesk.domain.incident import IncidentNoted
from sopdesk.domain.refusal import Cancelled, Trouble
from sopdesk.store import incidents
from sopdesk.store.store import Store
from sopdesk.store.turn import Busy
from tests.store.given import START, Clock, fill, logged, opened

ACTS, ROUNDS = 20, 2
"""So many acts are done at the desk, and each long work at least so many times, before it ends."""
PAUSE = 0.02
"""Seconds between two acts: a person does not keep everybody else out."""
LONGEST = 180.0
"""After so many seconds somebody waits for ever."""


class Hammer:
    """Does something again and again in a thread, and keeps what went wrong."""

    def __init__(self, until: Event, failures: list[BaseException], act: Callable[[], object]) -> None:
        self.rounds = 0
        self._until, self._failures, self._act = until, failures, act
        self.thread = Thread(target=self._go_on)
        self.thread.start()

    def _go_on(self) -> None:
        while not self._until.is_set() and not self._failures:
            try:
                self._act()
            except Busy:
                continue
            except Exception as error:  # noqa: BLE001 - whatever it is, the test tells it
                self._failures.append(error)
            self.rounds += 1


def read_everything(store: Store) -> None:
    """Read as exports, the index and the screens do: each sees a whole state."""
    subjects = store.changed_since(0)
    for subject in subjects[-40:]:
        events = store.history(subject).events
        assert [each.stamp.seq for each in events] == sorted(each.stamp.seq for each in events)
    for seq, each in enumerate(store.whole()):
        assert each.stamp.seq == seq
    assert store.head().size <= store.size
    with store.reading() as connection:
        shown = incidents.count_incidents(connection, kind=None, stage=None, words="")
        logs = connection.exec_driver_sql("SELECT COUNT(*) FROM event WHERE kind = 'incident.logged/1'").scalar_one()
    assert shown == logs


def test_acts_while_long_work_runs(tmp_path: Path) -> None:
    """Checking, reading and importing in other threads neither disturb an act nor each other, nor wait for ever."""
    until, failures, clock = Event(), list[BaseException](), Clock()
    with opened(tmp_path, create=True) as store:
        fill(store, 30)
        numbers = iter(range(1000, 10**9))

        def take_in() -> None:
            some = [(f"incident-{n}", [logged(f"I-{n:09}")]) for n in (next(numbers) for _ in range(40))]
            looks = iter((False, next(numbers) % 2 == 0))
            with suppress(Cancelled):
                store.append_many("person-2", some, at=clock(), cancelled=lambda: next(looks, True))

        def check() -> None:
            assert all(each.holds for each in store.verify_logs((), full=True))
            assert store.compare_models() == []

        work = (take_in, check, lambda: read_everything(store), lambda: store.sign_checkpoint(clock()))
        hammers = [Hammer(until, failures, each) for each in work]
        acts, end = 0, monotonic() + LONGEST
        while (acts < ACTS or any(each.rounds < ROUNDS for each in hammers)) and not failures and monotonic() < end:
            with suppress(Busy):
                store.append("person-1", (f"incident-{1 + acts % 30}", [IncidentNoted("Called.")]), at=clock())
                acts += 1
            until.wait(PAUSE)
        until.set()
        for each in hammers:
            each.thread.join(timeout=LONGEST)
        assert not any(each.thread.is_alive() for each in hammers)
        if failures:
            raise failures[0]
        assert acts >= ACTS
        assert all(each.rounds >= ROUNDS for each in hammers)
        kept = sum(len(store.history(f"incident-{n}").events) - 2 for n in range(1, 31))
        assert kept == acts
        check()
    with opened(tmp_path) as store:
        assert all(each.holds for each in store.verify_logs((), full=True))


def test_nobody_waits_long_for_an_import(tmp_path: Path) -> None:
    """While an import is written down, an act at the desk is refused after a moment, and nothing of it is kept."""
    in_the_middle, go_on = Event(), Event()

    def hold() -> bool:
        in_the_middle.set()
        return not go_on.wait(timeout=30)

    with opened(tmp_path, create=True) as store:
        fill(store, 1)
        some = [(f"incident-{n}", [logged(f"I-{n:05}")]) for n in range(2, 12)]
        thread = Thread(target=lambda: store.append_many("person-2", some, at=START, cancelled=hold))
        thread.start()
        assert in_the_middle.wait(timeout=30)
        size = store.size
        with pytest.raises(Trouble, match="do it again when that is done"):
            store.append("person-1", ("incident-1", [IncidentNoted("Called.")]), at=START)
        assert thread.is_alive(), "it was not waited for"
        assert len(store.history("incident-1").events) == 2, "reading goes on meanwhile"
        assert store.size == size
        go_on.set()
        thread.join(timeout=30)
        store.append("person-1", ("incident-1", [IncidentNoted("Called.")]), at=START)
        assert len(store.history("incident-1").events) == 3
        assert store.size == size + 11
