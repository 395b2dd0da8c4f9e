import pytest

from sopdesk.domain.gap import countable


@pytest.mark.parametrize(
    ("typed", "counted"),
    [(" Lost   Child? ", "lost child"), ("oat milk", "oat milk"), ("wlan 24", "wlan 24"), ("“Röstung”", "“röstung”")],
)
def test_the_same_question_is_counted_once(typed: str, counted: str) -> None:
    """Capitals, spaces and marks at the ends do not make another question."""
    assert countable(typed) == counted


@pytest.mark.parametrize(
    "typed",
    ["", "ab", "12", "a 1", "x" * 81, "4111 1111 1111 1111", "call 0117 496 0142", "mia@example.org is angry",
     "https://example.org", "mrs miller 0151-2345"],
)  # fmt: skip
def test_what_could_be_somebodys_data_is_not_counted(typed: str) -> None:
    """Slips, pasted texts, card and telephone numbers and addresses are never kept."""
    assert countable(typed) == ""
