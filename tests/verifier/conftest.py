"""The verifier in real browsers: each is started once, and its tests run in one process."""

import warnings
from collections.abc import Iterator

import pytest

from tests.verifier import browser, firefox
from tests.verifier.browser import Browser
from tools.verifier import TARGET

BROWSERS = {"chromium": (browser.found, browser.browser), "firefox": (firefox.found, firefox.firefox)}


@pytest.fixture(scope="session", params=[pytest.param(each, marks=pytest.mark.xdist_group(each)) for each in BROWSERS])
def running(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """Give a real browser, one after the other."""
    find, start = BROWSERS[request.param]
    program = find()
    if program is None:
        said = f"NOT TESTED: the verifier in {request.param}, which this machine does not have."
        warnings.warn(said, stacklevel=1)
        pytest.skip(said)
    with start(program) as started:
        yield started


@pytest.fixture(scope="module")
def page(running: Browser) -> Browser:
    """Give the verifier in it, opened anew."""
    running.open(TARGET)
    return running
