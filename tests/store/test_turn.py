from threading import Event, Thread
from time import monotonic

import pytest

from sopdesk.store import turn as turns
from sopdesk.store.turn import Busy, Turn


def wait_for(seen: Event) -> None:
    """Wait until something has happened, and fail when it does not."""
    assert seen.wait(timeout=60)


def test_the_desk_comes_before_long_work() -> None:
    """Whoever waits at the desk has the next turn, also when long work has waited longer."""
    turn, order, holds, queues = Turn(), list[str](), Event(), Event()

    def hold() -> None:
        with turn.taken():
            holds.set()
            wait_for(queues)
            while not turn._desk_waits:
                Event().wait(0.001)

    def import_much() -> None:
        wait_for(holds)
        queues.set()
        with turn.taken():
            order.append("import")

    threads = [Thread(target=each) for each in (hold, import_much)]
    for each in threads:
        each.start()
    wait_for(queues)
    with turn.taken():
        order.append("desk")
    for each in threads:
        each.join(timeout=60)
    assert order == ["desk", "import"]


def test_a_turn_within_a_turn() -> None:
    """Whoever has the turn takes it again without waiting, and keeps it until the outer one ends."""
    turn, tried, ended = Turn(), Event(), Event()

    def other() -> None:
        tried.set()
        with turn.taken():
            ended.set()

    with turn.taken():
        with turn.taken():
            thread = Thread(target=other)
            thread.start()
            wait_for(tried)
        assert not ended.wait(0.05)
    wait_for(ended)
    thread.join(timeout=60)


def test_patience_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where long work keeps the turn, whoever is at the desk is told soon, and long work goes on afterwards."""
    monkeypatch.setattr(turns, "PATIENCE", 0.05)
    turn, holds, go_on = Turn(), Event(), Event()

    def hold() -> None:
        with turn.taken():
            holds.set()
            wait_for(go_on)

    thread = Thread(target=hold)
    thread.start()
    wait_for(holds)
    began = monotonic()
    with pytest.raises(Busy), turn.taken():
        pass
    assert monotonic() - began >= 0.05
    go_on.set()
    thread.join(timeout=60)
    with turn.taken():
        pass
