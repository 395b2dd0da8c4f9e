"""The verifier as a screen reader is told of it: by the accessibility tree of a real browser."""

import pytest

from tests.journal.evidence_vectors import FOLDER
from tests.verifier import firefox
from tests.verifier.browser import Browser

WORKED = {"button", "textbox", "link", "DisclosureTriangle"}


@pytest.fixture
def spoken(page: Browser) -> Browser:
    """Give the verifier in a browser that tells its accessibility tree over its debugging pipe."""
    if isinstance(page, firefox.Firefox):
        pytest.skip("WebDriver BiDi has no command for the accessibility tree.")
    page.run("document.getElementById('more').open = true")
    return page


def test_whatever_can_be_worked_has_a_name(spoken: Browser) -> None:
    """Each field, button and link says what it is for, the links to attached files by the name of their file."""
    spoken.choose(FOLDER / "whole.json")
    worked = [(role, name) for role, name in spoken.aloud() if role in WORKED]
    assert ("button", "Drop a file here, or choose one") in worked
    assert ("button", "Check again") in worked
    assert ("textbox", "Who held it") in worked
    assert any(role == "link" and name.startswith("Save ") for role, name in worked)
    assert all(name for _, name in worked), worked


@pytest.mark.parametrize(("name", "answer"), [("good", "Yes"), ("edited-entry", "No")])
def test_the_answers_are_told_in_words(spoken: Browser, name: str, answer: str) -> None:
    """Each of the four questions is a heading, its answer the next words; the status tells all of them at once."""
    spoken.choose(FOLDER / f"{name}.json")
    told = [(role, words) for role, words in spoken.aloud() if words]
    asked = told.index(("heading", "Is everything as it was recorded?"))
    assert ("StaticText", answer) in told[asked + 1 : asked + 4]
    headings = [words for role, words in told if role == "heading"]
    assert headings[:2] == ["Check evidence", "The file"]
    assert headings[2] == f"What was found in {name}.json"
    assert [each[-1] for each in headings[3:7]] == ["?"] * 4
    assert any(role == "StaticText" and words.startswith(f"Checked: {headings[3]} {answer}.") for role, words in told)
    assert ("region", "What was found") in told
