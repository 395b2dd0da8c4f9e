"""Checklists from elsewhere: tables, workbooks, SafetyCulture; and the desk's own, out and in again."""

import csv
import io
import json
import string
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopdesk.domain.problems import Weight
from sopdesk.domain.refusal import Cancelled, Refusal
from sopdesk.domain.sop import Answer, Item, Procedure, Step
from sopdesk.interchange.checklist_export import checklist_file
from sopdesk.interchange.checklist_file import ChecklistReading, reading_of
from sopdesk.interchange.checklist_lines import with_names_apart
from sopdesk.interchange.manual_folder import ManualDraft, Reading
from sopdesk.interchange.number_text import read_number
from tests.domain.given import checklist, refuses

TABLE = """Checklist;Section;Task;Type;Unit;Min;Max;Mandatory;Options;Failing;Colour
Opening;Kitchen;Fridge;temperature;°C;0;5,5;yes;;;
Opening;Kitchen;Floor;;;;;;clean/dirty;dirty;blue
Opening;;- [ ] Lights on;;;;;x;;;
Closing;;Till;cash;;;;;;;
Closing;;Weird;hologram;;;;maybe;;;
Closing;;;number;;;;;;;
"""


def read(folder: Path, name: str, content: bytes | str) -> ManualDraft:
    """Read a file of this name."""
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    reading = reading_of(file)
    assert isinstance(reading, ChecklistReading)
    reading.read()
    return reading.draft()


def lines(what: Procedure) -> list[Item]:
    """Give the items of a checklist."""
    return list(what.items())


def test_a_table_of_lines(tmp_path: Path) -> None:
    """Columns are known by their headings; several lists stand in one table; what is not understood is told by row."""
    draft = read(tmp_path, "lists.csv", TABLE)
    opening, closing = (each.procedure for each in draft.procedures)
    assert (opening.number, opening.title, opening.section) == ("IMP-001", "Opening", "Lists")
    assert [step.title for step in opening.steps] == ["Kitchen", "Checks"]
    fridge, floor, light = lines(opening)
    assert (fridge.asks, fridge.unit, fridge.low, fridge.high, fridge.must) == (
        Answer.NUMBER, "°C", Decimal(0), Decimal("5.5"), True,
    )  # fmt: skip
    assert (floor.asks, floor.choices, floor.failing) == (Answer.CHOICE, ("clean", "dirty"), ("dirty",))
    assert (light.text, light.asks, light.must) == ("Lights on", Answer.TICK, True)
    assert [each.asks for each in lines(closing)] == [Answer.CASH, Answer.TICK]
    assert [(each.line, each.sentence) for each in draft.report] == [
        (1, "The column “Colour” was not understood; it was left out."),
        (6, "What “hologram” asks for was not understood."),
        (6, "“maybe” is neither yes nor no; it was taken for no."),
        (7, "This row has no words for a line; it was left out."),
    ]
    assert draft.counts.boxes == 5


def test_a_workbook(tmp_path: Path) -> None:
    """The first sheet of a workbook is read; numbers stay numbers; the other sheets are told."""
    book = openpyxl.Workbook()
    book.active.title = "Daily"
    for row in (("Item", "Min", "Max", "Unit"), ("Fridge", 0, 5.5, "°C"), ("=1+1", None, None, None)):
        book.active.append(row)
    book.create_sheet("Notes").append(("something",))
    file = io.BytesIO()
    book.save(file)
    draft = read(tmp_path, "daily.xlsx", file.getvalue())
    [what] = [each.procedure for each in draft.procedures]
    assert (what.title, lines(what)[0].high) == ("Daily", Decimal("5.5"))
    assert "“Notes”" in draft.report[0].sentence


def test_one_column_is_a_list(tmp_path: Path) -> None:
    """A table of one column needs no heading: each row is a line, with or without a box or a number before it."""
    draft = read(tmp_path, "shop.txt", "1. Open the door\n[ ] Switch the lights on\n• Count the float\n")
    assert [each.text for each in lines(draft.procedures[0].procedure)] == [
        "Open the door", "Switch the lights on", "Count the float",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", "Colour;Size\nred;3\n", "No column holds the lines"),
        ("a.csv", "Item;Type\n;\n", "holds no line"),
        ("a.csv", "", "holds no table"),
        ("a.json", "{nonsense", "cannot be read as JSON"),
        ("a.json", "[" * 100_000, "cannot be read as JSON"),
        ("a.json", '{"data": [{"id": 1}]}', "no item of an inspection"),
        ("a.json", '{"other": 1}', "no inspection of SafetyCulture"),
        ("a.json", '{"items": [{"type": "section", "label": "A"}], "template_data": {}}', "asks for nothing"),
        ("a.xlsx", "PK\x03\x04no workbook", "damaged|cannot be read|not"),
        ("a.csv", "Item\n" + "x\n" * 2001, "more than 2,000 lines"),
    ],
)
def test_what_is_no_checklist_is_refused(tmp_path: Path, name: str, content: str, sentence: str) -> None:
    """A file that holds no checklist is refused with a sentence."""
    with pytest.raises(Refusal, match=sentence):
        read(tmp_path, name, content)


def test_odd_bounds_and_choices(tmp_path: Path) -> None:
    """Bounds the wrong way round are exchanged, a row with a bound that is no number stays out and is told."""
    text = "Item|Type|Min|Max|Options|Failing\nA|number|9|2||\nB|number|warm|||\nC|choice|||only|\nD||||a;b|c\n"
    draft = read(tmp_path, "a.csv", text)
    first, second, third = lines(draft.procedures[0].procedure)
    assert (first.low, first.high) == (Decimal(2), Decimal(9))
    assert (second.asks, third.failing) == (Answer.TICK, ())
    assert [(each.line, each.severity) for each in draft.report] == [
        (2, Weight.WARNING), (3, Weight.ERROR), (4, Weight.WARNING), (5, Weight.WARNING),
    ]  # fmt: skip


def test_rows_that_stay_out_are_mended_and_come_in(tmp_path: Path) -> None:
    """Rows with errors leave as a table, each with what is wrong; mended, they come in, without the remark."""
    file = tmp_path / "a.csv"
    file.write_text("Item,Section,Max\nA,Cold,5\nB,Cold,ca. 5\n,Cold,7\nC,Cold,8,and more\n=D,Cold,warm\n", "utf-8")
    reading = ChecklistReading(file)
    reading.read()
    assert [each.text for each in lines(reading.draft().procedures[0].procedure)] == ["A"]
    rows = list(csv.reader(io.StringIO(reading.left_out().decode("utf-8-sig"))))
    assert [row[:3] for row in rows] == [
        ["Item", "Section", "Max"], ["B", "Cold", "ca. 5"], ["", "Cold", "7"], ["C", "Cold", "8,and more"],
        ["'=D", "Cold", "warm"],
    ]  # fmt: skip
    assert [row[3] for row in rows[1:]] == [
        "“ca. 5” is not a number; this row was left out.", "This row has no words for a line; it was left out.",
        "This row has 4 cells under 3 headings.", "“warm” is not a number; this row was left out.",
    ]  # fmt: skip
    mended = reading.left_out().decode("utf-8-sig").replace("ca. 5", "5").replace(",Cold,7", "E,Cold,7")
    again = read(tmp_path, "b.csv", mended.replace('"8,and more"', "8").replace(",warm", ",9"))
    assert [each.text for each in lines(again.procedures[0].procedure)] == ["B", "E", "C", "=D"]
    assert again.report == ()


def test_columns_can_be_chosen(tmp_path: Path) -> None:
    """Columns whose headings say nothing are chosen by hand, or let go; what there is not is refused."""
    file = tmp_path / "a.csv"
    file.write_text("Aufgabe;Ort;Grenze\nKühlung;Küche;5,5\n", "utf-8")
    reading = ChecklistReading(file)
    with pytest.raises(Refusal, match="No column holds the lines"):
        reading.read()
    reading.choose({})
    assert "No column" in reading.draft().report[-1].sentence
    reading.choose({"text": "Aufgabe", "section": "Ort", "high": "Grenze"})
    [what] = [each.procedure for each in reading.draft().procedures]
    assert (what.steps[0].title, what.items()[0].high) == ("Küche", Decimal("5.5"))
    assert reading.columns() == {"text": "Aufgabe", "section": "Ort", "high": "Grenze"}
    assert "no column “Weg”" in refuses(lambda: reading.choose({"text": "Weg"}))
    assert "has no “colour”" in refuses(lambda: reading.choose({"colour": "Ort"}))
    assert "for a table" in refuses(lambda: ChecklistReading(file).choose({}))
    assert "no columns" in refuses(lambda: reading_of(tmp_path, 0, {"text": "Aufgabe"}))


def test_a_column_of_words_is_no_bound(tmp_path: Path) -> None:
    """“From” and “To” that hold no number are no bounds: the rows come in, and the columns are told."""
    draft = read(tmp_path, "a.csv", "Task;From;To\nSweep;Ada;Bob\n")
    assert [each.asks for each in lines(draft.procedures[0].procedure)] == [Answer.TICK]
    assert [each.sentence.split("”")[0] for each in draft.report] == ["The column “From", "The column “To"]


def test_lists_of_one_name_are_told_apart() -> None:
    """A name that stands several times is numbered, whatever other names there are."""
    assert with_names_apart(["A", "A", "A (2)", "A", "B"]) == ["A", "A (2)", "A (2) (2)", "A (3)", "B"]


def test_how_a_line_is_done_stands_in_its_step(tmp_path: Path) -> None:
    """Words that explain a line stand in the text of its step, under the words of the line."""
    draft = read(tmp_path, "a.csv", 'Task;Area;Instructions\nFridge;Cold;"Probe in the middle.\nWait."\nDoor;Cold;\n')
    assert draft.procedures[0].procedure.steps[0].text == "- Fridge\n\n  Probe in the middle.\n  Wait."


@pytest.mark.parametrize(
    ("cell", "number", "doubtful"),
    [
        ("5,5", "5.5", False), ("\u221218 °C", "-18", False), ("1.234,5", "1234.5", False),
        ("1,234.5", "1234.5", False), ("1'000", "1000", False), ("1 000,5", "1000.5", False), ("1,000", "1", True),
        ("12.345.678", "12345678", False), ("£ 5", "5", False), ("0,500", "0.5", False), ("1,2,3", None, False),
        ("ca. 5", None, False), ("5 to 7", None, False), ("", None, False), ("1E999999999", None, False),
        ("1.23,4.5", None, False),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(cell: str, number: str | None, *, doubtful: bool) -> None:
    """A point or a comma parts decimals, both together also thousands; what may be a thousand is doubtful."""
    assert read_number(cell) == (None if number is None else Decimal(number), doubtful)


def test_a_number_in_doubt_is_told(tmp_path: Path) -> None:
    """A bound that may be a thousand times as much comes in as it is written, and is told."""
    draft = read(tmp_path, "a.csv", "Task;Max\nFlour;1,250\n")
    assert draft.procedures[0].procedure.items()[0].high == Decimal("1.25")
    assert draft.report[0].sentence == "“1,250” was taken for 1.25; look whether a thousand is meant."


def test_a_card_number_stays_outside(tmp_path: Path) -> None:
    """A list that holds a full card number is left out, and told."""
    draft = read(tmp_path, "a.csv", "Checklist;Item\nGood;Lights\nBad;Card 4111 1111 1111 1111\n")
    assert [each.procedure.title for each in draft.procedures] == ["Good"]
    assert "card number" in draft.report[0].sentence


def test_reading_can_be_cancelled(tmp_path: Path) -> None:
    """A cancelled reading gives nothing."""
    (tmp_path / "a.csv").write_text("Item\nLights\n", "utf-8")
    with pytest.raises(Cancelled):
        reading_of(tmp_path / "a.csv").read(None, lambda: True)
    assert isinstance(reading_of(tmp_path), Reading)
    reading = ChecklistReading(tmp_path / "gone.csv")
    assert "cannot be read" in refuses(reading.read)
    assert "checklist" in refuses(lambda: reading.reformat("A", checklist().format))


def inspection(*items: dict[str, Any], **more: Any) -> str:  # noqa: ANN401 - JSON
    """Give an inspection as its export writes it."""
    sets = {"s": {"responses": [{"id": "y", "label": "Yes"}, {"id": "n", "label": "No"}, {"id": "?", "label": "N/A"}]}}
    about = {"name": "Kitchen check", "description": "Every morning."}
    return json.dumps({"items": items, "template_data": {"metadata": about, "response_sets": sets}, **more})


def test_an_inspection(tmp_path: Path) -> None:
    """What an inspection asks becomes a checklist; what the desk has not is told."""
    text = inspection(
        {"item_id": "a", "type": "section", "label": "Kitchen"},
        {"item_id": "b", "parent_id": "a", "type": "category", "label": "Cold"},
        {"item_id": "i", "parent_id": "b", "type": "information", "label": "Use the probe."},
        {"item_id": "c", "parent_id": "b", "type": "temperature", "label": "Fridge", "options": {"min": 0, "max": 5}},
        {"item_id": "d", "parent_id": "a", "type": "question", "label": "Clean?",
         "options": {"response_set": "s", "failed_responses": ["n"], "is_mandatory": True}},
        {"item_id": "e", "parent_id": "a", "type": "media", "label": "Photo of the floor"},
        {"item_id": "f", "parent_id": "f", "type": "signature", "label": "Signed"},
        {"item_id": "g", "type": "dynamicfield", "label": "Room"},
        {"item_id": "h", "type": "smartfield", "label": ""},
        {"item_id": "j", "type": "barcode", "label": "Scan"},
        {"item_id": "k", "type": "question", "label": "Open?", "options": {"response_set": "gone"}},
        {"item_id": "l", "type": "checkbox", "label": " "},
        {"item_id": "m", "type": "list", "label": "Many", "options": {"response_set": "s", "multiple_selection": True}},
        {"item_id": "n", "type": "datetime", "label": "When"},
        {"item_id": "o", "type": "textsingle", "label": "Prepared by"},
    )  # fmt: skip
    draft = read(tmp_path, "audit.json", text)
    what = draft.procedures[0].procedure
    assert (what.title, what.purpose) == ("Kitchen check", "Every morning.")
    assert [(step.title, step.text) for step in what.steps] == [
        ("Kitchen · Cold", "Use the probe."), ("Kitchen", ""), ("Checks", ""),
    ]  # fmt: skip
    by_text = {each.text: each for each in lines(what)}
    assert (by_text["Fridge"].asks, by_text["Fridge"].unit, by_text["Fridge"].high) == (Answer.NUMBER, "°C", Decimal(5))
    assert (by_text["Clean?"].choices, by_text["Clean?"].failing) == (("Yes", "No", "N/A"), ("No",))
    assert by_text["Clean?"].must
    assert [by_text[each].asks for each in ("Photo of the floor", "Signed", "Scan", "Open?", "When")] == [
        Answer.PHOTO, Answer.SECOND, Answer.TEXT, Answer.TICK, Answer.TEXT,
    ]  # fmt: skip
    assert "Prepared by" not in by_text
    told = " ".join(each.sentence for each in draft.report)
    for said in ("only after a certain answer", "barcode", "not in this export", "no words", "several answers",
                 "repeat", "records them by itself", "asks for a time"):  # fmt: skip
        assert said in told


def test_a_group_that_repeats_stands_once(tmp_path: Path) -> None:
    """Of an inspection of two rooms the lines come in once, and it is told; so is that scores are not kept."""
    text = inspection(
        {"item_id": "d", "type": "dynamicfield", "label": "Room"},
        {"item_id": "p", "parent_id": "d", "type": "primeelement", "label": "Room 1"},
        {"item_id": "a", "parent_id": "p", "type": "checkbox", "label": "Clean", "scoring": {"max_score": 2}},
        {"item_id": "q", "parent_id": "d", "type": "primeelement", "label": "Room 2"},
        {"item_id": "c", "parent_id": "q", "type": "category", "label": "Bed"},
        {"item_id": "b", "parent_id": "c", "type": "checkbox", "label": "Clean"},
        {"item_id": "e", "type": "slider", "label": "Noise", "options": {"min": 0, "max": 10}},
    )
    draft = read(tmp_path, "audit.json", text)
    assert [each.text for each in lines(draft.procedures[0].procedure)] == ["Clean", "Noise"]
    said = [each.sentence for each in draft.report]
    assert "“Room” repeats, as one for each room; here it stands once." in said
    assert any("score" in each for each in said)


def test_a_feed_of_items(tmp_path: Path) -> None:
    """Of a feed, each template becomes one list, of its first inspection; as JSON or as a table."""
    common = {"type": "checkbox", "parent_id": None, "mandatory": "true"}
    items = [
        {**common, "template_id": "t1", "audit_id": "a1", "item_id": "2", "item_index": 2, "label": "Second"},
        {**common, "template_id": "t1", "audit_id": "a1", "item_id": "1", "item_index": 1, "label": "First"},
        {**common, "template_id": "t1", "audit_id": "a2", "item_id": "1", "item_index": 1, "label": "First"},
        {**common, "template_id": "t2", "audit_id": "a3", "item_id": "9", "item_index": 1, "label": "Other"},
    ]
    draft = read(tmp_path, "feed.json", json.dumps({"data": items}))
    assert [[each.text for each in lines(one.procedure)] for one in draft.procedures] == [
        ["First", "Second"],
        ["Other"],
    ]
    head = list(items[0])
    rows = [",".join(head), *(",".join(str(each[name] or "") for name in head) for each in items)]
    again = read(tmp_path, "feed.csv", "\n".join(rows))
    assert [each.procedure.steps for each in again.procedures] == [each.procedure.steps for each in draft.procedures]


WORDS = (
    st.text(string.ascii_letters + "äß éع字=+-@ '(),;/\uff1d\uff20[]x1.", min_size=1, max_size=25)
    .map(str.strip)
    .filter(lambda text: any(each.isalpha() for each in text) and "  " not in text)
)
NUMBERS = st.one_of(st.none(), st.decimals(-50, 200, places=1))


@st.composite
def items(draw: st.DrawFn) -> Item:
    """Give any line that a checklist can hold."""
    asks = draw(st.sampled_from(Answer))
    item = Item("x", draw(WORDS), asks, must=draw(st.booleans()))
    if asks in {Answer.NUMBER, Answer.AMOUNT}:
        low, high = sorted((draw(NUMBERS), draw(NUMBERS)), key=lambda each: Decimal("-1e9") if each is None else each)
        unit = draw(st.sampled_from(["°C", "%", ""])) if asks is Answer.NUMBER else ""
        return replace(item, low=low, high=high, unit=unit) if low is None or high is None or low <= high else item
    if asks is Answer.CHOICE:
        choices = tuple(draw(st.lists(WORDS, min_size=2, max_size=4, unique=True)))
        return replace(item, choices=choices, failing=choices[:1])
    if asks is Answer.CASH:
        return replace(
            item, expected=Decimal(150), low=draw(st.sampled_from([None, Decimal(-5)])), high=Decimal("2.125")
        )
    return replace(item, photo=draw(st.booleans())) if asks is not Answer.PHOTO else item


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(items(), min_size=1, max_size=4), min_size=1, max_size=3))
def test_the_own_table_comes_in_as_it_was(tmp_path_factory: pytest.TempPathFactory, found: list[list[Item]]) -> None:
    """A checklist written as a table and read again asks for the same, line by line, in the same sections."""
    titles = ["Closing up", "Kitchen", "Closing up"]
    what = checklist(steps=tuple(
        Step(f"s{at}", title, items=tuple(replace(each, id=f"i{at}-{n}") for n, each in enumerate(group)))
        for at, (title, group) in enumerate(zip(titles, found, strict=False))
    ))  # fmt: skip
    content = checklist_file([(what, {})], "csv")
    draft = read(tmp_path_factory.mktemp("lists"), "own.csv", content)
    [again] = [each.procedure for each in draft.procedures]
    assert (again.number, again.title, [step.title for step in again.steps]) == (
        what.number,
        what.title,
        ["Closing up", "Kitchen", "Closing up (2)"][: len(found)],
    )
    assert [replace(each, id="") for each in lines(again)] == [replace(each, id="") for each in lines(what)]
    assert draft.report == ()


def test_a_list_to_tick() -> None:
    """In Markdown each line has its box, what it asks for, and whether it must be done."""
    text = checklist_file([(checklist(), {"item:wand": "Wipe the wand of Café Meridian"})], "md").decode()
    assert text == (
        "# SOP-010 Closing\n\n## Close\n\n- [ ] Wipe the wand of Café Meridian (must)\n- [ ] Fridge (2 to 5 °C)\n"
        "- [ ] Count the float (any number)\n- [ ] What runs short (write it down)\n"
    )
