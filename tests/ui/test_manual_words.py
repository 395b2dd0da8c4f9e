"""What the manual's screens work out before anything is drawn."""

from datetime import UTC, date, datetime

import pytest

from sopdesk.domain.problems import problems
from sopdesk.domain.prose import Heading, words_of
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.sop import Format
from sopdesk.interchange.procedure_file import format_procedure, parse_procedure
from sopdesk.ui.manual.beginnings import beginning, next_number
from sopdesk.ui.manual.days import instant_of
from sopdesk.ui.manual.findings import line_of
from sopdesk.ui.manual.inserts import Insert, file_name, free_id, insertion
from sopdesk.ui.times import Times
from tests.ui.manual_desk import CLOSING

BERLIN = Times("Europe/Berlin")
NOW = datetime(2026, 5, 3, 12, 5, tzinfo=UTC)


def put_in(text: str, cursor: int, what: Insert) -> str:
    """Give the text after a press, as the field makes it."""
    made = insertion(text, cursor, what, name="till.svg")
    return text[: made.at] + made.text + text[made.at :].lstrip("\n")


@pytest.mark.parametrize("which", list(Format))
def test_a_new_procedure_begins_with_a_text_that_can_be_read(which: Format) -> None:
    """Every format begins with a text of that format that reads without an error."""
    content = parse_procedure(beginning(which, "SOP-031"))
    assert (content.number, content.format) == ("SOP-031", which)
    serious = [each for each in problems(content) if each.severity == "error" and "picture" not in each.sentence]
    assert serious == []


def test_the_next_number_follows_the_highest() -> None:
    """A new number is one more than the highest of the usual kind; numbers are never used twice."""
    assert next_number(["SOP-001", "SOP-019", "SOP-003", "X-77"]) == "SOP-020"
    assert next_number(["SOP-099"]) == "SOP-100"
    assert next_number([]) == "SOP-001"


@pytest.mark.parametrize("what", list(Insert))
@pytest.mark.parametrize("which", list(Format))
def test_what_is_put_in_can_be_read_wherever_the_cursor_stands(which: Format, what: Insert) -> None:
    """A step, tip, warning, line or picture put in at any place leaves a text that can be read."""
    text = beginning(which, "SOP-031")
    for cursor in range(0, len(text) + 1, 29):
        parse_procedure(put_in(text, cursor, what))


def test_a_tip_goes_to_the_end_of_the_step_in_which_one_writes() -> None:
    """A tip is put at the end of the step with the cursor, not of another one."""
    text = format_procedure(CLOSING)
    content = parse_procedure(put_in(text, text.index("Count twice"), Insert.TIP))
    assert [len(each.tips) for each in content.steps] == [2, 0]


def test_lines_to_tick_follow_each_other_and_have_their_own_ids() -> None:
    """Pressing twice gives two lines with different ids."""
    text = beginning(Format.CHECKLIST, "SOP-031")
    for _ in range(2):
        text = put_in(text, text.index("What to do."), Insert.ITEM)
    assert [each.id for each in parse_procedure(text).items()] == ["first-thing", "item-1", "item-2"]
    assert free_id(text, "item") == "item-3"


def test_two_pictures_never_share_a_name() -> None:
    """A picture of a name that is taken gets a number; blanks and brackets go."""
    assert file_name("my till (1).png", set()) == "my-till-1.png"
    assert file_name("till.png", {"till.png"}) == "till-2.png"


def test_a_problem_leads_to_its_line() -> None:
    """What is wrong with a step, a line, a duty or the title is found in the text."""
    lines = format_procedure(CLOSING).splitlines()
    for where, begins in (
        ("title", "title:"), ("step:lock", "### Lock"), ("item:float", "- [ ] Float"), ("duty:count", "| count"),
        ("purpose", "## Purpose"), ("duty:nowhere", "## Responsibilities"),
    ):  # fmt: skip
        assert lines[line_of(where, "\n".join(lines)) - 1].startswith(begins)
    assert line_of("step:gone", "") == 1


def test_a_day_ends_on_the_clock_of_the_house() -> None:
    """The manual as of a day is the manual at its last instant, in the house's zone; today is no past."""
    assert BERLIN.end_of(date(2026, 5, 1), NOW) == datetime(2026, 5, 1, 21, 59, 59, 999999, tzinfo=UTC)
    assert BERLIN.end_of(date(2026, 5, 3), NOW) is None


def test_a_moment_is_read_on_the_clock_of_the_house() -> None:
    """A moment is local; nothing means none; what is no moment is refused."""
    assert instant_of("2026-05-04 06:00", BERLIN) == datetime(2026, 5, 4, 4, 0, tzinfo=UTC)
    assert instant_of(" ", BERLIN) is None
    with pytest.raises(Refusal):
        instant_of("tomorrow", BERLIN)


def test_headings_of_the_duties_are_roles() -> None:
    """Who does what is grouped by role, the reader's own first."""
    from sopdesk.domain.person import Role
    from sopdesk.ui.manual.duties import duties_of
    from sopdesk.views.manual import Page

    page = Page.__new__(Page)
    object.__setattr__(page, "content", CLOSING)
    object.__setattr__(page, "titles", {"step:count": "Count the till", "step:lock": "Lock the door"})
    heads = [words_of(each.spans) for each in duties_of(page, (Role.SHIFT_LEAD,)) if isinstance(each, Heading)]
    assert heads == ["Shift lead (you)", "Front of house"]
