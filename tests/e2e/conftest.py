"""What the tests of bad input and bad luck are given: a founded house."""

from pathlib import Path

import pytest

from tests.e2e.given import House, found


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give the folder in which desk and keys lie."""
    return tmp_path


@pytest.fixture
def house(home: Path) -> House:
    """Found a house with two people and two procedures."""
    return found(home)
