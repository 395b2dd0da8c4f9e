from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from sopdesk.domain.refusal import Refusal
from sopdesk.domain.revision import Significance
from sopdesk.domain.run import RunStage
from sopdesk.domain.sop import Item, Phase
from sopdesk.ui.checklists.agreeing import AgreeSheet
from sopdesk.ui.checklists.handover import HandoverScreen
from sopdesk.ui.checklists.number import read_number
from sopdesk.ui.checklists.past import PastRunsScreen
from sopdesk.ui.checklists.run import RunScreen
from sopdesk.ui.checklists.runs import RunsScreen
from sopdesk.ui.main_window import MainWindow
from tests.domain.given import checklist, step
from tests.services.conftest import PASSWORD, House, house
from tests.ui.house_window import Key, keyboard, opened, press, shown_lines, sit, words, write

__all__ = ["house"]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the window with Leo, of the front of house, at the desk."""
    with opened(qtbot, house) as made:
        sit(made, house, house.leo)
        yield made


def started(window: MainWindow, house: House) -> RunScreen:
    """Start the closing checklist as Leo; give its page."""
    window.frame.go("checklists.run", sop=house.approved(checklist()))
    return here(window)


def here(window: MainWindow) -> RunScreen:
    """Give the page of the run that is shown."""
    keyboard(window)
    screen = window.current_screen()
    assert isinstance(screen, RunScreen)
    return screen


def finish(house: House, run: str) -> None:
    """Have everything recorded by Leo, and the run completed with a note."""
    lists = house.desk.checklists
    lists.tick(by=house.leo, run=run, item="wand")
    lists.count(by=house.leo, run=run, item="fridge", value=Decimal("6.5"), done_about_it="Closed the door.")
    lists.count(by=house.leo, run=run, item="float", value=Decimal(150))
    lists.skip(by=house.leo, run=run, item="stock", reason="no time")
    lists.complete(by=house.leo, run=run, handover="Milk is short.")


def said(screen: RunScreen) -> str:
    """Give every word that a page shows."""
    return "\n".join(each.text() for each in screen.findChildren(QLabel) if each.isVisible())


def test_a_run_is_done_by_keyboard_alone(window: MainWindow, house: House) -> None:
    """Space ticks, a number and Enter count, S skips with a reason, and the note is at the end of the way."""
    screen = started(window, house)
    press(window, Key.Key_Space)
    write(window, "3,5")
    press(window, Key.Key_Return)
    write(window, "150")
    press(window, Key.Key_Return)
    press(window, Key.Key_S)
    write(window, "Delivery comes tomorrow")
    press(window, Key.Key_Return)
    assert keyboard(window) is screen.finish.note
    write(window, "All quiet.")
    press(window, Key.Key_Return, CTRL)
    page = house.desk.checklists.run(screen.id)
    assert page.row.stage is RunStage.COMPLETED
    assert page.handover is not None
    assert page.handover.notes == "All quiet."
    assert {item: mark.how for item, mark in page.marks.items()} == {
        "wand": "ticked", "fridge": "counted", "float": "counted", "stock": "skipped",
    }  # fmt: skip
    assert page.marks["fridge"].value == Decimal("3.5")


def test_a_value_out_of_bounds_asks_what_was_done(window: MainWindow, house: House) -> None:
    """A fridge too warm is recorded only with what was done about it; cancelling records nothing."""
    screen = started(window, house)
    press(window, Key.Key_Down)
    write(window, "9")
    press(window, Key.Key_Return)
    assert screen.sheet is not None
    press(window, Key.Key_Escape)
    assert "fridge" not in house.desk.checklists.run(screen.id).marks
    screen.go_to(screen.steps.lines["fridge"])
    press(window, Key.Key_Return)
    write(window, "Milk moved to the other fridge")
    press(window, Key.Key_Return)
    mark = house.desk.checklists.run(screen.id).marks["fridge"]
    assert (mark.value, mark.in_bounds, mark.done_about_it) == (Decimal(9), False, "Milk moved to the other fridge")
    assert "outside 2 to 5" in screen.steps.lines["fridge"].mark.accessibleDescription()


def test_what_is_no_number_is_said_and_kept(window: MainWindow, house: House) -> None:
    """A slip of the finger in a number loses nothing: it is said, and what was typed stays."""
    screen = started(window, house)
    press(window, Key.Key_Down)
    write(window, "3..5..")
    press(window, Key.Key_Return)
    assert "number" in screen.message.sentence.text()
    assert screen.steps.lines["fridge"].number is keyboard(window)
    assert house.desk.checklists.run(screen.id).marks == {}


def test_a_text_is_written_in_its_line(window: MainWindow, house: House) -> None:
    """Enter goes into the text of a line, Ctrl+Enter records it."""
    screen = started(window, house)
    screen.go_to(screen.steps.lines["stock"])
    press(window, Key.Key_Return)
    write(window, "Oat milk; Sugar. W and S are letters here")
    press(window, Key.Key_Return, CTRL)
    mark = house.desk.checklists.run(screen.id).marks["stock"]
    assert mark.text == "Oat milk; Sugar. W and S are letters here"


def test_every_line_says_who_and_when(window: MainWindow, house: House) -> None:
    """A recorded line shows who recorded it and when, on the house's clock."""
    screen = started(window, house)
    press(window, Key.Key_Space)
    line = screen.steps.lines["wand"]
    assert line.mark.isChecked()
    assert "Leo" in line.mark.accessibleDescription()
    at = house.desk.checklists.run(screen.id).marks["wand"].at
    assert window.frame.times.clock(at) in line.mark.accessibleDescription()
    assert screen.done.text() == "1 of 4 done"


def test_a_tick_is_taken_back(window: MainWindow, house: House) -> None:
    """What was ticked by mistake is taken back; the keyboard stays on the line, and the journal keeps both."""
    screen = started(window, house)
    press(window, Key.Key_Space)
    line = screen.steps.lines["wand"]
    screen.go_to(line)
    press(window, Key.Key_Backspace)
    assert line.is_open
    assert keyboard(window) is line.mark
    assert house.desk.checklists.run(screen.id).withdrawn_marks == 1


def test_a_double_press_is_one_press(window: MainWindow, house: House) -> None:
    """A second press at once on a line that was just ticked does not take the tick back."""
    screen = started(window, house)
    line = screen.steps.lines["wand"]
    line.mark.click()
    line.mark.click()
    assert "wand" in house.desk.checklists.run(screen.id).marks


def test_a_must_line_is_not_skipped_by_staff(window: MainWindow, house: House) -> None:
    """A line that must be done is not skipped alone: the sheet says so at once and asks for a supervisor's PIN."""
    screen = started(window, house)
    press(window, Key.Key_S)
    write(window, "no time")
    press(window, Key.Key_Return)
    assert isinstance(screen.sheet, AgreeSheet)
    assert "own PIN" in screen.sheet.wrong.text() or screen.sheet.form.values()["second"] == ""
    assert "wand" not in house.desk.checklists.run(screen.id).marks


def test_something_is_wrong_on_every_line_and_step(window: MainWindow, house: House) -> None:
    """W leads from a line to logging, which knows procedure, run and place."""
    screen = started(window, house)
    press(window, Key.Key_W)
    visit = window.frame.here
    assert visit is not None
    page = house.desk.checklists.run(screen.id)
    assert (visit.screen, visit.more["run"], visit.more["sop"]) == ("incidents.log", screen.id, page.row.sop)
    assert visit.more["text"].startswith("Wipe the steam wand")
    window.frame.back()
    wrong = [each for each in screen.findChildren(QPushButton) if each.accessibleName().startswith("Something is")]
    assert len(wrong) == 4 + 1


def test_starting_is_not_gone_back_to(window: MainWindow, house: House) -> None:
    """Going back from a run never starts another one."""
    window.frame.go("checklists")
    screen = started(window, house)
    window.frame.back()
    assert window.frame.here is not None
    assert window.frame.here.screen == "checklists"
    assert [each.id for each in house.desk.checklists.runs()] == [screen.id]


def test_an_open_run_of_the_same_checklist_is_named(window: MainWindow, house: House) -> None:
    """Whoever starts a checklist that is under way already is told, with the way there."""
    first = started(window, house)
    one = first.id
    window.frame.go("checklists.run", sop=house.desk.checklists.run(one).row.sop)
    screen = here(window)
    assert screen.id != one
    assert "under way" in screen.message.sentence.text()
    screen.message.offer.click()
    assert screen.id == one


def test_completing_too_early_leads_to_what_is_open(window: MainWindow, house: House) -> None:
    """A run with open lines is not completed; the keyboard goes to the first of them, the note stays."""
    screen = started(window, house)
    press(window, Key.Key_Space)
    screen.finish.take_focus()
    write(window, "Half a note")
    screen.finish.complete.click()
    assert "Still open" in screen.message.sentence.text()
    assert keyboard(window) is screen.steps.lines["fridge"].number
    assert screen.finish.note.toPlainText() == "Half a note"


def test_half_written_text_is_kept(window: MainWindow, house: House) -> None:
    """A note, and a value not yet recorded, survive going elsewhere and a new start of the window."""
    screen = started(window, house)
    run = screen.id
    screen.finish.note.setPlainText("The oven ticks.")
    words_field = screen.steps.lines["stock"].words
    assert words_field is not None
    words_field.setPlainText("Sug")
    window.frame.go("today")
    del window.screens["checklists.run"]
    window.frame.go("checklists.run", run)
    again = here(window)
    assert again.finish.note.toPlainText() == "The oven ticks."
    field = again.steps.lines["stock"].words
    assert field is not None
    assert field.toPlainText() == "Sug"


def test_a_tick_makes_no_line_anew(window: MainWindow, house: House) -> None:
    """Among 200 lines the next line has the keyboard at once, and no other line is made anew."""
    many = tuple(Item(f"item-{n}", f"Thing number {n}") for n in range(200))
    content = checklist(steps=(step("all", items=many, phase=Phase.DURING),))
    window.frame.go("checklists.run", sop=house.approved(content))
    screen = here(window)
    before = dict(screen.steps.lines)
    for n in range(5):
        press(window, Key.Key_Space)
        assert keyboard(window) is screen.steps.lines[f"item-{n + 1}"].mark
    assert screen.steps.lines == before


def test_a_long_checklist_is_whole_from_the_first_moment(window: MainWindow, house: House, qtbot: QtBot) -> None:
    """A run of ten steps opens with its first lines; the others follow while the window answers, none is missed."""
    steps = tuple(step(f"s{n}", items=tuple(Item(f"{n}-{k}", f"Thing {n}-{k}") for k in range(20))) for n in range(10))
    window.frame.go("checklists.run", sop=house.approved(checklist(steps=steps)))
    screen = window.current_screen()
    assert isinstance(screen, RunScreen)
    assert len(screen.steps.lines) < 200
    assert screen.finish.left.text() == "Still open: 200"
    assert screen.steps.line("9-19") is not None
    assert list(screen.steps.lines) == [each.id for each in house.desk.checklists.run(screen.id).content.items()]
    house.desk.checklists.tick(by=house.leo, run=screen.id, item="9-18")
    screen.refresh()
    assert not screen.steps.lines["9-18"].is_open


def test_the_page_stays_where_it_is(window: MainWindow, house: House) -> None:
    """A tick in the middle of a long list does not move the page away."""
    many = tuple(Item(f"item-{n}", f"Thing number {n}") for n in range(60))
    window.frame.go("checklists.run", sop=house.approved(checklist(steps=(step("all", items=many),))))
    screen = here(window)
    screen.stay_at("item-30")
    bar = screen.board.verticalScrollBar()
    bar.setValue(bar.value() + 200)
    at = bar.value()
    press(window, Key.Key_Space)
    assert bar.value() == at


def test_a_newer_revision_is_named(window: MainWindow, house: House) -> None:
    """A run stays on its revision and says when a newer one has become effective."""
    screen = started(window, house)
    manual, sop = house.desk.manual, house.desk.checklists.run(screen.id).row.sop
    manual.submit(by=house.leo, sop=sop, content=replace(checklist(), title="Closing, anew"), reason="better")
    house.approve(sop, 2, Significance.MINOR)
    screen.refresh()
    assert "Revision 1.1 became effective on" in screen.banner.title.text()
    assert screen.title.text() == "Closing"


def test_a_supervisor_sees_first_what_stands_out(window: MainWindow, house: House) -> None:
    """Skipped lines and values out of bounds stand over everything else, then all lines, then the signature."""
    run = started(window, house).id
    finish(house, run)
    sit(window, house, house.sam)
    window.frame.go("checklists.run", run, view="sign-off")
    screen = here(window)
    text = said(screen)
    assert "Look at this first" in text
    assert "Skipped: no time" in text
    assert "6.5 °C, outside 2 to 5 °C. Done about it: Closed the door." in text
    assert len(screen.steps.lines) == 4
    screen.acting.sign_off()
    write(window, PASSWORD)
    press(window, Key.Key_Return)
    page = house.desk.checklists.run(run)
    assert page.row.stage is RunStage.SIGNED_OFF
    assert "Signed by Sam" in said(here(window))
    assert "✓ signature holds" in said(here(window))


def test_a_wrong_password_signs_nothing(window: MainWindow, house: House) -> None:
    """The sheet stays, and says that nothing was signed."""
    run = started(window, house).id
    finish(house, run)
    sit(window, house, house.sam)
    screen = here(window)
    screen.acting.sign_off()
    write(window, "not that")
    press(window, Key.Key_Return)
    assert screen.sheet is not None
    assert "Nothing was signed" in screen.sheet.wrong.text()
    assert house.desk.checklists.run(run).row.stage is RunStage.COMPLETED


def test_a_run_is_given_back_with_a_reason(window: MainWindow, house: House) -> None:
    """The reason stands over the run, which is open again."""
    run = started(window, house).id
    finish(house, run)
    sit(window, house, house.sam)
    screen = here(window)
    assert words(screen) == ["PDF", "Give back", "Sign off"]
    screen.acting.give_back()
    write(window, "Count the float again")
    assert screen.sheet is not None
    screen.sheet.act.click()
    assert "Count the float again" in screen.banner.title.text()
    assert screen.finish.isVisible()
    assert words(screen) == ["PDF"]


def test_the_next_shift_reads_the_note(window: MainWindow, house: House) -> None:
    """What was handed over stands in the list and on the run, and leads to its page."""
    run = started(window, house).id
    finish(house, run)
    sit(window, house, house.sam)
    window.frame.go("checklists")
    runs = window.current_screen()
    assert isinstance(runs, RunsScreen)
    assert shown_lines(runs.list)[1].title == "Milk is short."
    window.frame.go("checklists.run", run)
    screen = here(window)
    assert "Milk is short." in said(screen)
    screen.acting.open_handover()
    assert isinstance(window.current_screen(), HandoverScreen)


def test_a_run_is_saved_as_pdf(
    window: MainWindow, house: House, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The PDF is made beside the window; the journal records that it left."""
    run = started(window, house).id
    finish(house, run)
    file = tmp_path / "run.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(file), ""))
    screen = here(window)
    screen.acting.print_run()
    qtbot.waitUntil(lambda: file.exists() and not screen.message.isHidden(), timeout=10_000)
    assert file.read_bytes().startswith(b"%PDF")
    assert "exported checklist run" in house.desk.trail.lines(limit=1)[0].what


def test_the_list_says_what_waits(window: MainWindow, house: House) -> None:
    """Under way, waiting, to start: each under its heading; a run that is signed off is with the past ones."""
    run = started(window, house).id
    window.frame.go("checklists")
    screen = window.current_screen()
    assert isinstance(screen, RunsScreen)
    headings = [each.title for each in shown_lines(screen.list) if each.heading]
    assert headings == ["Under way", "Can be started"]
    finish(house, run)
    digest = house.desk.checklists.run(run).digest
    screen.refresh()
    assert "Waiting for sign-off" in [each.title for each in shown_lines(screen.list)]
    house.desk.checklists.sign_off(by=house.sam, password=PASSWORD, run=run, digest=digest)
    screen.refresh()
    assert [each.title for each in shown_lines(screen.list) if each.heading] == ["Can be started"]
    screen.open_past()
    past = window.current_screen()
    assert isinstance(past, PastRunsScreen)
    assert [each.title for each in shown_lines(past.list) if not each.heading] == ["Closing"]
    past.list.go_on(1)
    past.list.choose()
    assert here(window).id == run


def test_one_waiting_run_leads_to_the_next(window: MainWindow, house: House, qtbot: QtBot) -> None:
    """Whoever signs off goes on to the next run that waits for them, by a press or by Ctrl+J."""
    first = started(window, house).id
    finish(house, first)
    sop = house.desk.checklists.run(first).row.sop
    second = house.desk.checklists.start(by=house.leo, sop=sop)
    finish(house, second)
    sit(window, house, house.sam)
    window.frame.go("checklists.run", first, view="sign-off")
    screen = here(window)
    assert "Next to sign off" in words(screen)
    digest = house.desk.checklists.run(first).digest
    house.desk.checklists.sign_off(by=house.sam, password=PASSWORD, run=first, digest=digest)
    screen.refresh()
    press(window, Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: here(window).id == second)
    assert "Next to sign off" not in words(here(window))


def test_a_house_without_checklists_says_so(window: MainWindow) -> None:
    """The empty page says what it is for and where to begin."""
    window.frame.go("checklists")
    screen = window.current_screen()
    assert isinstance(screen, RunsScreen)
    assert screen.empty.isVisible()
    assert "approved" in screen.empty.sentence.text()


def test_a_checklist_not_in_force_is_not_started(window: MainWindow) -> None:
    """Asking for one says so in a sentence."""
    window.frame.go("checklists.run", sop="sop-none")
    screen = here(window)
    assert screen.empty.isVisible()
    assert "not in force" in screen.empty.sentence.text()


def test_every_control_has_a_name(window: MainWindow, house: House) -> None:
    """A screen reader gets a name for every button, field and box of a run, and a finger can hit it."""
    screen = started(window, house)
    for line in screen.steps.lines.values():
        fields = [each for each in (line.mark, line.skip, line.wrong, line.field) if each is not None]
        assert len(fields) >= 3
        assert all(each.accessibleName() for each in fields)
        assert all(each.height() >= 44 for each in fields)


@pytest.mark.parametrize(
    ("typed", "country", "value"),
    [
        ("4.2", "en_GB", "4.2"), ("4,2", "en_GB", "4.2"), ("1,234.50", "en_GB", "1234.50"), ("1,234", "en_GB", "1234"),
        ("1.234,50", "de_DE", "1234.50"), ("4,2", "de_DE", "4.2"), ("4.2", "de_DE", "4.2"), ("1.234", "de_DE", "1234"),
        ("−18", "de_DE", "-18"), (" 1 234 567 ", "fr_FR", "1234567"), ("1.234.567", "en_GB", "1234567"),
        ("12,345.5", "de_DE", "12345.5"), (",5", "de_DE", "0.5"), ("4.", "en_GB", "4"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(typed: str, country: str, value: str) -> None:
    """Point and comma both separate decimals; thousands are grouped as the locale does."""
    assert read_number(typed, QLocale(country)) == Decimal(value)


@pytest.mark.parametrize(
    "typed", ["", "abc", "1e3", "NaN", "Infinity", "1_000", "--3", "4.2.1,3,", "3..5", "1.2.3", "12,34,567"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    """The refusal shows how a number looks."""
    with pytest.raises(Refusal, match="for example"):
        read_number(typed, QLocale("en_GB"))


def test_pictures(window: MainWindow, house: House, look: Callable[..., None]) -> None:
    """The pages with long names, open and finished, stand as pictures to be looked at."""
    long = "Every refrigerator, freezer, cold display and cellar read between two packs and never in the draught " * 2
    items = (Item("a", long, must=True), Item("b", "Donaudampfschifffahrtsgesellschaftskapitänsmützenständer" * 2))
    window.frame.go("checklists.run", sop=house.approved(checklist(title=long, steps=(step("one", items=items),))))
    screen = here(window)
    look(window, "run-long-names")
    look(window, "run-long-names-200", text=200)
    assert screen.steps.lines["a"].mark.height() > screen.steps.lines["b"].mark.minimumSizeHint().height()


def test_hints_stand_below_what_was_skipped(window: MainWindow, house: House) -> None:
    """Whoever signs off sees what was taken back and what was ticked in one go: a hint, never an accusation."""
    items = tuple(Item(f"line-{n}", f"Table {n}") for n in range(1, 7))
    sop = house.approved(checklist(number="SOP-011", steps=(step("wipe", items=items),)))
    lists = house.desk.checklists
    run = lists.start(by=house.leo, sop=sop)
    lists.tick(by=house.leo, run=run, item="line-6")
    lists.untick(by=house.leo, run=run, item="line-6")
    for each in items:
        lists.tick(by=house.leo, run=run, item=each.id)
    lists.complete(by=house.leo, run=run)
    sit(window, house, house.sam)
    window.frame.go("checklists.run", run, view="sign-off")
    text = said(here(window))
    assert "Taken back by Leo" in text
    assert "“Table 6”" in text
    assert ("perhaps done before" in text) == bool(lists.run(run).together)
