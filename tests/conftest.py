"""What all tests share: no screen, no stray log lines, and the real material where there is some."""

import gc
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from sopdesk.ui.garbage import collect_what_is_due

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt; set another to watch


# The same examples in each run, so that it fails for what was changed; SOPDESK_EXAMPLES=explore looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, max_examples=500)
settings.load_profile(os.environ.get("SOPDESK_EXAMPLES", "steady"))


@pytest.fixture(scope="session")
def corpora() -> Path:
    """Give the folder of real material that SOPDESK_CORPORA names, or skip."""
    named = os.environ.get("SOPDESK_CORPORA")
    if not named:
        pytest.skip("SOPDESK_CORPORA names no folder of real material")
    folder = Path(named)
    if not folder.is_dir():
        pytest.fail(f"SOPDESK_CORPORA names {folder}, which is no folder")
    return folder


def pytest_configure() -> None:
    """Collect garbage between tests: what a screen left behind must not die in a thread of some later test."""
    gc.disable()


def pytest_runtest_logfinish() -> None:
    """Collect what the tests so far left behind, if it is much."""
    collect_what_is_due()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that asks for the real material."""
    for item in items:
        if "corpora" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.realdata)


@pytest.fixture(autouse=True)
def no_stray_log_lines(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that leaves a warning in the log; one that expects it looks at it and calls `caplog.clear()`."""
    yield
    stray = [
        record.getMessage()
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    assert not stray, f"stray log lines: {stray}"
