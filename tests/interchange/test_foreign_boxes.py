"""Lists of boxes in Markdown: each box a line, and what is said below a box stays with it."""

from pathlib import Path

import pytest

from sopdesk.domain.sop import Format, Procedure
from sopdesk.interchange.manual_folder import ManualDraft, Reading

PAGE = """# Opening

Why we do it.

## Kitchen

Before you start.

### Fridges:

- [ ] Fridge one
  Hold the probe in the middle.

  > Not in the door.
  - [ ] Door seal
  - a bullet below
- [x] Ticked elsewhere
* [ ] A star
1. [ ] A number, which leads [to a page](https://example.org/page)
- [] no space
- [ ]
- [?] odd
- a bullet beside
> - [ ] quoted

## إغلاق

- [ ] أطفئ الأنوار
"""


def read(folder: Path, text: str) -> tuple[Procedure, ManualDraft]:
    """Read a page."""
    (folder / "page.md").write_text(text, "utf-8")
    reading = Reading(folder)
    reading.read()
    draft = reading.draft()
    return draft.procedures[0].procedure, draft


def test_boxes_of_every_make_become_lines(tmp_path: Path) -> None:
    """Boxes at any depth, ticked or not, in any list, in any writing are lines; headings above are joined."""
    what, _ = read(tmp_path, PAGE)
    assert (what.format, what.purpose) == (Format.CHECKLIST, "Why we do it.")
    assert [(step.title, [item.text for item in step.items]) for step in what.steps] == [
        ("Kitchen · Fridges:", ["Fridge one", "Door seal", "Ticked elsewhere", "A star",
                                "A number, which leads to a page", "no space"]),
        ("إغلاق", ["أطفئ الأنوار"]),
    ]  # fmt: skip
    assert [(part.title, part.text) for part in what.parts] == [("Kitchen", "Before you start.")]


def test_what_is_said_below_a_box_stays_with_it(tmp_path: Path) -> None:
    """Text below a box, and the address that its words lead to, stand in the step under the words of the box."""
    what, _ = read(tmp_path, PAGE)
    assert what.steps[0].text == (
        "- [?] odd\n- a bullet beside\n> - [ ] quoted\n\n"
        "- Fridge one\n\n  Hold the probe in the middle.\n\n  > Not in the door.\n  - a bullet below\n"
        "- A number, which leads [to a page](https://example.org/page)"
    )
    assert what.steps[1].text == ""


def test_what_is_no_box_is_told_with_its_line(tmp_path: Path) -> None:
    """A box without words, one in a quotation and one with an odd mark are told with the number of the line."""
    _, draft = read(tmp_path, PAGE)
    assert [(each.line, each.sentence) for each in draft.report] == [
        (21, "This box has no words; it was left out."),
        (22, "“[?]” is no box to tick that is known here; it stays as text."),
        (24, "This box stands in a quotation; it stays as text."),
    ]
    assert draft.counts.boxes == 8


@pytest.mark.parametrize(
    ("below", "text"),
    [
        ("  and the doors", "Lock the till and the doors"),
        ("and the doors", "Lock the till and the doors"),
        ("  The key hangs inside.", "Lock the till"),
        ("The key hangs inside.", "Lock the till"),
    ],
)
def test_a_line_broken_by_an_editor_is_one_line(tmp_path: Path, below: str, text: str) -> None:
    """A sentence that goes on in the next line is one line to tick; what begins anew explains it."""
    what, _ = read(tmp_path, f"# Closing\n\n- [ ] Lock the till\n{below}\n- [ ] Lights\n- [ ] Heating\n")
    assert [item.text for item in what.items()] == [text, "Lights", "Heating"]
    assert ("The key" in what.steps[0].text) == (text == "Lock the till")


def test_code_below_a_box_stays_code(tmp_path: Path) -> None:
    """A block of code below a box is kept as it is, boxes in it are none."""
    code = "  ```\n  - [ ] no box\n\n      deeper\n  ```\n"
    what, _ = read(tmp_path, f"# A\n\n- [ ] One\n\n{code}\n- [ ] Two\n- [ ] Three\n")
    assert [item.text for item in what.items()] == ["One", "Two", "Three"]
    assert what.steps[0].text == "- One\n" + code.rstrip()


def test_boxes_among_other_text_are_told(tmp_path: Path) -> None:
    """A page with few boxes is read as an article, keeps them as text, and says so."""
    what, draft = read(tmp_path, "# A\n\nWords.\n\nMore words.\n\n- [ ] One\n- [ ] Two\n")
    assert (what.format, what.items()) == (Format.ARTICLE, ())
    assert draft.report[0].line == 7
    assert "Boxes to tick among other text: 2" in draft.report[0].sentence


def test_a_heading_above_all_others_is_not_repeated(tmp_path: Path) -> None:
    """A heading that stands above the whole page does not stand before every other one."""
    what, _ = read(tmp_path, "---\ntitle: Daily\n---\n# All\n\n## A\n\n### B\n\n- [ ] 1\n- [ ] 2\n\n## C\n\n- [ ] 3\n")
    assert (what.title, [step.title for step in what.steps]) == ("Daily", ["A · B", "C"])


def test_a_list_that_nobody_does_is_told(tmp_path: Path) -> None:
    """A page of 2,001 boxes keeps them all, and says that it should be cut."""
    what, draft = read(tmp_path, "# A\n\n" + "- [ ] One\n" * 2001)
    assert len(what.items()) == 2001
    assert draft.report[0].sentence == "This list has 2,001 lines. Cut it into several lists."


def test_a_page_of_nothing_is_told(tmp_path: Path) -> None:
    """An empty page is left out, and told."""
    (tmp_path / "page.md").write_text("", "utf-8")
    reading = Reading(tmp_path)
    reading.read()
    assert [each.sentence for each in reading.draft().report] == ["This page has no text; it was left out."]
