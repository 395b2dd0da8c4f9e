"""What all tests share: no screen, no stray log lines, and the real material where there is some."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt; set another to watch


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
