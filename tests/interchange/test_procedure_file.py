from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sopdesk.domain.sop import Format, Kind, Part, Procedure, Step
from sopdesk.interchange.procedure_file import ProcedureFileError, format_procedure, parse_procedure
from tests.interchange.procedures import procedures

HEAD = """---
number: SOP-001
title: Opening
kind: process
format: article
section: Mornings
owner: manager
review: 6 months
---
"""
FORMAT = Path(__file__).parents[2] / "docs" / "procedure-format.md"
EXAMPLE = FORMAT.read_text("utf-8").split("```markdown\n")[1].split("\n```\n")[0]


def errors_of(text: str) -> list[tuple[int, str]]:
    """Give what is wrong with a file."""
    with pytest.raises(ProcedureFileError) as refused:
        parse_procedure(text, "opening.md")
    return list(refused.value.lines)


@settings(max_examples=80, deadline=None)
@given(procedures)
def test_every_procedure_survives_its_file(procedure: Procedure) -> None:
    """A procedure that is written to a file and read again is the same procedure, whatever its texts contain."""
    assert parse_procedure(format_procedure(procedure)) == procedure


@settings(max_examples=40, deadline=None)
@given(procedures)
def test_a_written_file_is_written_the_same_again(procedure: Procedure) -> None:
    """Reading a file that the desk wrote, and writing it, changes no character."""
    text = format_procedure(procedure)
    assert format_procedure(parse_procedure(text)) == text


def test_when_a_checklist_is_done() -> None:
    """When a checklist is to be done stands in the front matter, in words that can be read as a plan."""
    checklist = HEAD.replace("article", "checklist").replace("months\n", "months\nwhen: every day at opening\n")
    read = parse_procedure(checklist)
    assert read.when == "every day at opening"
    assert parse_procedure(format_procedure(read)) == read
    [(line, sentence)] = errors_of(checklist.replace("at opening", "sometimes"))
    assert (line, "“sometimes” was not understood" in sentence) == (9, True)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
@example("---\nnumber: [[[[[[\n---\n")
@example("---\na: &a [*a, *a]\n---\n")
@example("---\n" + "[" * 15000 + "\n---\n")
@example("---\n? {a: b}\n: c\n---\n## Steps\n### {#a}\n")
def test_no_text_breaks_the_reader(text: str) -> None:
    """A text that is no procedure gives errors with their lines, never a crash."""
    found: tuple[tuple[int, str], ...] = ()
    try:
        parse_procedure(text)
    except ProcedureFileError as refused:
        found = refused.lines
    assert all(1 <= line <= text.count("\n") + text.count("\r") + 1 and sentence for line, sentence in found)


EMPTY = {
    "## Scope", "## Not covered", "## Definitions", "## Decision notes", "## Escalation", "## Resources", "## Contact",
    "## Training",
}  # fmt: skip


def test_the_documented_example_reads_and_is_in_the_canonical_form() -> None:
    """The example in the documentation is a file as the desk writes it, but for its empty parts."""
    procedure = parse_procedure(EXAMPLE)
    assert procedure.steps[0].items[0].bounds() == "100 to 200 EUR"
    assert [each.go for each in procedure.steps[1].branches] == ["other-card", "escalate:shift-lead", "done"]
    filled = [each for each in EXAMPLE.split("\n\n") if each not in EMPTY]
    assert format_procedure(procedure) == "\n\n".join(filled).rstrip() + "\n"


def test_every_error_is_told_with_its_line() -> None:
    """All errors of a file are told at once, each with its line and a sentence."""
    text = HEAD.replace("process", "proces").replace("title", "titel") + (
        "stray\n## Steps\n### Look\n- [ ] Count\n### Go {#go minutes=x colour=red}\n> **Tip:** yes\nafter\n"
        "## Responsibilities\n| Step | manager |\n| --- | --- |\n| go | X |\n## Steps\n"
    )
    found = errors_of(text)
    assert [line for line, _ in found] == [1, 3, 4, 10, 12, 13, 14, 14, 16, 20, 21]
    assert "“proces” is no kind" in found[2][1]


def test_the_message_names_file_and_line() -> None:
    """The sentence of the refusal says in which file and line the first error stands."""
    with pytest.raises(ProcedureFileError, match=r"^opening.md, line 11: “Purpose” stands here twice.$") as refused:
        parse_procedure(HEAD + "## Purpose\n## purpose\n", "opening.md")
    assert refused.value.line == 11


def test_code_is_no_structure() -> None:
    """What stands in a fenced code block is text, even when it looks like a heading or a line to tick."""
    text = HEAD + "\n## Steps\n\n### Run it {#run}\n\n```sh\n## not a part\n- [ ] not an item\n```\n"
    procedure = parse_procedure(text)
    assert procedure.steps[0].text == "```sh\n## not a part\n- [ ] not an item\n```"
    assert format_procedure(procedure) == text


def test_a_code_block_that_never_closes_is_an_error() -> None:
    """A code block without an end would swallow the rest of the procedure: it is told, with its line."""
    assert errors_of(HEAD + "\n## Purpose\n```\n## Steps\n") == [(12, "This code block is never closed.")]


def test_a_text_that_looks_like_structure_is_kept_apart_by_a_backslash() -> None:
    """A heading inside a text is written with a backslash, so that it does not begin a part."""
    what = Procedure("A-1", "T", Kind.PROCESS, Format.ARTICLE, "S", "manager", purpose="## Steps",
                     steps=(Step("a", "A", "- [ ] b"),), parts=(Part("Steps", "### Sub"),))  # fmt: skip
    text = format_procedure(what)
    assert "\\## Steps" in text
    assert "\\- [ ] b" in text
    assert text.endswith("## \\Steps\n\n### Sub\n")


def test_numbers_and_dates_in_front_matter_stay_words() -> None:
    """A title such as 2026-01-01 or No is a title, not a date or a truth value."""
    for title in ("2026-01-01", "No", "007", "~", "a: b", "x #1", "- y", "“z”", 'say "hi"', "[a]", "ends:"):
        procedure = Procedure("A-1", title, Kind.PROCESS, Format.ARTICLE, "S", "manager")
        assert parse_procedure(format_procedure(procedure)).title == title


def test_windows_line_ends_and_byte_order_marks_are_read() -> None:
    """A file saved by Notepad reads like any other."""
    assert parse_procedure("\ufeff" + EXAMPLE.replace("\n", "\r\n")) == parse_procedure(EXAMPLE)


def test_control_characters_are_refused() -> None:
    """A character that no text needs is an error with its line."""
    assert errors_of(HEAD + "\n\x00")[0][0] == 11


HEADS = "| Action | Role | Up to | Above | Condition |"
LIMITS = HEAD + "\n## Limits\n\n{heads}\n| --- |\n{row}\n"


@pytest.mark.parametrize(
    ("heads", "row", "said"),
    [
        ("| Action | Role |", "| refund | manager |", "The columns of the limits are"),
        (HEADS.replace(" Above |", " Above | With |"), "| refund | manager | | | | |", "The columns of the limits are"),
        (HEADS, "| refund | manager |", "This row has 2 cells"),
        (HEADS, "| refund | manager | maybe | | |", "“maybe” is not an amount"),
        (HEADS.replace("Up to |", "Up to | Per |"), "| refund | manager | 5 | week | | |", "“week” is none of case"),
    ],
)
def test_a_limit_that_does_not_read_is_an_error(heads: str, row: str, said: str) -> None:
    """A table of limits lacks no column, has them in their order, and each cell holds what it may hold."""
    text = LIMITS.format(heads=heads, row=row).replace("| --- |", "|" + " --- |" * (heads.count("|") - 1))
    assert said in errors_of(text)[0][1]


def test_not_at_all_is_written_as_no() -> None:
    """A role that may not do a thing has “no” in its row; a nought means the same."""
    text = LIMITS.format(heads=HEADS, row="| refund | trainee | 0 | manager | |").replace("| --- |", "|" + " --- |" * 5)
    read = parse_procedure(text)
    assert read.limits[0].forbids
    assert "| refund | trainee | no | manager | |" in format_procedure(read)
