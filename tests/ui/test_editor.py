"""The editor: a procedure written by structure, on real services in the real window."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.domain.sop import Answer, Branch, Format, Kind, Procedure, Question
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.manual.editing.forms import HeadForm
from sopdesk.ui.manual.editing.grids import DutiesForm, LimitsForm, ReferencesForm
from sopdesk.ui.manual.editing.keyboard import keyboard_order
from sopdesk.ui.manual.editing.step_form import StepForm
from sopdesk.ui.manual.editing.words_field import pictures_in
from sopdesk.ui.manual.editor import EditorScreen
from tests.domain.given import checklist, procedure, refund, step
from tests.services.conftest import House, house
from tests.ui.house_window import Key, keyboard, opened, press, sit, write
from tests.ui.manual_desk import CARD, PIXEL

__all__ = ["house"]
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT, NO_KEY = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the window with Leo, of the front of house, at the desk."""
    with opened(qtbot, house) as made:
        made.resize(1400, 900)
        sit(made, house, house.leo)
        yield made


def editing(window: MainWindow, sop: str = "", **more: str) -> EditorScreen:
    """Open the editor."""
    window.frame.go("manual.editor", sop, **more)
    keyboard(window)
    screen = window.current_screen()
    assert isinstance(screen, EditorScreen)
    return screen


def written(editor: EditorScreen) -> Procedure:
    """Give the procedure as it stands in the editor."""
    return editor.document.content


def order(editor: EditorScreen) -> list[str]:
    """Give the numbers and titles of the steps."""
    content = written(editor)
    return [f"{content.numbers()[each.id]} {each.title}" for each in content.steps]


def choose(editor: EditorScreen, name: str, value: str) -> None:
    """Choose a kind or format in the head."""
    editor.go_to("head")
    assert isinstance(editor.panel.form, HeadForm)
    editor.panel.form.form.set_values({name: value})
    editor.panel.form.form.changed.emit()


def outline(editor: EditorScreen, place: str) -> None:
    """Put the keyboard on a place of the outline."""
    editor.go_to(place)
    editor.outline.setFocus()


def hand_in(editor: EditorScreen, reason: str = "new") -> None:
    """Hand the draft in."""
    editor.acting.submit()
    assert editor.sheet is not None
    editor.sheet.form.set_values({"reason": reason})
    editor.sheet.confirm()


def tab_to(window: MainWindow, name: str) -> None:
    """Press Tab until the keyboard is on the widget with this name or word."""
    seen = []
    for _ in range(150):
        at = keyboard(window)
        seen.append(at.accessibleName() or getattr(at, "text", str)())
        if seen[-1] == name:
            return
        press(window, Key.Key_Tab)
    pytest.fail(f"Tab does not lead to {name}, but to {list(dict.fromkeys(seen))}")


def walk_to(window: MainWindow, editor: EditorScreen, place: str) -> None:
    """Go to a place of the outline by Tab and arrows."""
    tab_to(window, editor.outline.accessibleName())
    press(window, Key.Key_Home)
    while editor.outline.place() != place:
        before = editor.outline.place()
        press(window, Key.Key_Down)
        assert editor.outline.place() != before


def test_a_procedure_is_written_by_keyboard_alone(window: MainWindow, house: House) -> None:
    """From nothing to a checklist that is handed in, by keys: format, title, steps, a line to tick, who does what."""
    editor = editing(window)
    tab_to(window, "Format: Checklist")
    press(window, Key.Key_Space)
    walk_to(window, editor, "head")
    press(window, Key.Key_Return)
    write(window, "Polish the counter")
    walk_to(window, editor, f"step:{written(editor).steps[-1].id}")
    press(window, Key.Key_Insert)
    write(window, "Put the cloth away")
    walk_to(window, editor, f"step:{written(editor).steps[-1].id}")
    press(window, Key.Key_Right, ALT | SHIFT)
    assert order(editor)[-1] == "4.1 Put the cloth away"
    press(window, Key.Key_Up, ALT)
    press(window, Key.Key_Left, ALT | SHIFT)
    name = editor.outline.place().partition(":")[2]
    press(window, Key.Key_Return)
    tab_to(window, "Add a line to tick")
    press(window, Key.Key_Space)
    write(window, "Cloth in the wash")
    walk_to(window, editor, "duties")
    press(window, Key.Key_Return)
    assert isinstance(editor.panel.form, DutiesForm)
    tab_to(window, editor.panel.form.table.accessibleName())
    press(window, Key.Key_Home, CTRL)
    for _ in range([each.id for each in written(editor).steps].index(name)):
        press(window, Key.Key_Down)
    press(window, Key.Key_R)
    press(window, Key.Key_A)
    assert [each.letters for each in written(editor).duties if each.step == name] == ["RA"]
    tab_to(window, "Hand in")
    press(window, Key.Key_Space)
    assert editor.sheet is not None
    write(window, "It was written nowhere")
    press(window, Key.Key_Return, CTRL)
    ((row, _),) = house.desk.manual.waiting()
    content = house.desk.manual.page(row.id).content
    assert (content.title, content.format) == ("Polish the counter", Format.CHECKLIST)
    found = content.step(name)
    assert found is not None
    assert [each.text for each in found.items] == ["Cloth in the wash"]
    assert house.desk.drafts.of(house.leo) == ()


def test_an_id_is_never_given_again(window: MainWindow, house: House) -> None:
    """What is taken out keeps its id for ever: over sittings, over revisions, for steps and for figures."""
    sop = house.approved(procedure(steps=(step("greet"), step("step-1", title="Old"))))
    editor = editing(window, sop)
    editor.go_to("step:greet")
    editor.add_picture(PIXEL)
    editor.panel.remove_entry("step:step-1")
    editor.put_down()
    window.frame.go("manual")
    editor = editing(window, sop)
    editor.panel.add_entry("step:greet")
    assert [each.id for each in written(editor).steps] == ["greet", "step-2"]
    editor.panel.remove_entry("step:step-2")
    editor.go_to("step:greet")
    editor.add_picture(PIXEL)
    figures = [each.id for each in written(editor).steps[0].pictures]
    assert len(set(figures)) == 2
    editor.put_down()
    window.frame.go("manual")
    editor = editing(window, sop)
    editor.panel.add_entry("step:greet")
    assert written(editor).steps[1].id == "step-3"


def test_what_is_no_number_is_said_and_kept(window: MainWindow, house: House) -> None:
    """Minutes that are no number stay in their field, are named among the findings, and are not handed in."""
    sop = house.approved(procedure())
    editor = editing(window, sop)
    editor.go_to("step:greet")
    assert isinstance(editor.panel.form, StepForm)
    tab_to(window, "Within how many minutes")
    write(window, "ten")
    assert any("“ten”" in each.sentence for each in editor.problems())
    editor.put_down()
    window.frame.go("manual")
    editor = editing(window, sop)
    assert any("“ten”" in each.sentence for each in editor.problems())
    editor.acting.submit()
    assert editor.sheet is None
    assert "ten" in editor.message.sentence.text()


def test_undo_goes_back_through_everything(window: MainWindow, house: House) -> None:
    """Typing in one field is one act; adding, moving and removing are one each; redo brings them back."""
    editor = editing(window, house.approved(procedure()))
    before = written(editor)
    editor.go_to("step:greet")
    editor.panel.take_focus()
    write(window, "!")
    editor.panel.add_entry("step:greet")
    assert len(written(editor).steps) == 2
    outline(editor, "step:greet")
    press(window, Key.Key_Delete)
    assert len(written(editor).steps) == 1
    for _ in range(3):
        press(window, Key.Key_Z, CTRL)
    assert written(editor) == before
    assert not editor.acting.undo.isEnabled()
    for _ in range(3):
        press(window, Key.Key_Z, CTRL | SHIFT)
    assert [each.id for each in written(editor).steps] == ["step-1"]


def test_undo_in_a_field_is_the_procedures_undo(window: MainWindow, house: House) -> None:
    """Ctrl+Z while the keyboard stands in a field undoes in the procedure, and the field follows."""
    editor = editing(window, house.approved(procedure()))
    editor.panel.take_focus()
    write(window, "X")
    field = keyboard(window)
    assert isinstance(field, QLineEdit)
    assert field.text() != "Greeting a guest"
    press(window, Key.Key_Z, CTRL)
    assert field.text() == written(editor).title == "Greeting a guest"


def test_a_draft_survives_half_written(window: MainWindow, house: House) -> None:
    """A step without a title and an answer that leads nowhere are kept as they are, and found again."""
    sop = house.approved(CARD)
    editor = editing(window, sop)
    editor.panel.add_entry("step:says")
    nowhere = Branch("", "nowhere yet")
    editor.document.make(lambda was: replace(was, steps=(replace(was.steps[0], branches=(nowhere,)), *was.steps[1:])))
    kept = written(editor)
    editor.put_down()
    window.frame.go("manual")
    assert written(editing(window, sop)) == kept


def test_the_outline_is_dragged(window: MainWindow, house: House) -> None:
    """A step dropped before another one stands there, with its sub-steps."""
    content = procedure(steps=(step("a"), step("b", level=1), step("c")))
    editor = editing(window, house.approved(content))
    editor.panel.drop_entry("step:a", "duties")
    assert order(editor) == ["1 C", "2 A", "2.1 B"]
    editor.panel.drop_entry("step:a", "step:c")
    assert order(editor) == ["1 A", "1.1 B", "2 C"]
    rows = [editor.outline.item(row).data(Qt.ItemDataRole.UserRole) for row in range(editor.outline.count())]
    place = editor.outline.visualItemRect(editor.outline.item(rows.index("step:c")))
    assert editor.outline._before(place.topLeft() + QPoint(5, 2)) == "step:c"
    assert editor.outline._before(place.bottomLeft() + QPoint(5, -1)) == rows[rows.index("step:c") + 1]


def test_a_step_is_split_and_joined(window: MainWindow, house: House) -> None:
    """A step is cut at the cursor, and two are put together again."""
    editor = editing(window, house.approved(procedure(steps=(step("greet", text="Look.\nThen smile."),))))
    editor.go_to("step:greet")
    assert isinstance(editor.panel.form, StepForm)
    cursor = editor.panel.form.text.textCursor()
    cursor.setPosition(6)
    editor.panel.form.text.setTextCursor(cursor)
    editor.panel.form.split_here()
    assert order(editor) == ["1 Greet", "2 Then smile."]
    editor.panel.join()
    assert order(editor) == ["1 Greet"]


def test_pictures_come_by_file_paste_and_drop(window: MainWindow, house: House, tmp_path: Path) -> None:
    """The bytes of a file are kept as they are; a picture without a file is kept as PNG; no picture, no harm."""
    (tmp_path / "till.svg").write_bytes(PIXEL)
    editor = editing(window, house.approved(procedure()))
    editor.go_to("step:greet")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / "till.svg")), QUrl.fromLocalFile(str(tmp_path / "gone.png"))])
    assert pictures_in(dropped) == [PIXEL]
    assert isinstance(editor.panel.form, StepForm)
    editor.panel.form.text.insertFromMimeData(dropped)
    pasted = QMimeData()
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    pasted.setImageData(image)
    editor.panel.form.text.insertFromMimeData(pasted)
    pictures = written(editor).steps[0].pictures
    kept = [house.desk.manual.picture(each.source) or b"" for each in pictures]
    assert kept[0] == PIXEL
    assert kept[1].startswith(b"\x89PNG")
    assert len({each.id for each in pictures}) == 2
    editor.add_picture(b"no picture at all", "notes.txt")
    assert "not a picture" in editor.message.sentence.text()
    hand_in(editor)
    ((row, _),) = house.desk.manual.waiting()
    assert house.desk.manual.page(row.id, proposal=2).content.steps[0].pictures == pictures


def drop_at(editor: EditorScreen, widget: QWidget, at: QPoint, image: bytes, folder: Path) -> None:
    """Drop the file of a picture on a point of a widget."""
    (folder / "dropped.svg").write_bytes(image)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder / "dropped.svg"))])
    where = QPointF(widget.mapTo(editor, at))
    editor.dropEvent(QDropEvent(where, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO_KEY))


def test_a_picture_goes_to_the_step_it_is_dropped_on(window: MainWindow, house: House, tmp_path: Path) -> None:
    """Dropped on a step of the outline or of the finished page it is that step's, elsewhere that of the one shown."""
    window.resize(1600, 1000)
    editor = editing(window, house.approved(procedure(steps=(step("a"), step("b"), step("c")))))
    editor.go_to("step:a")
    rows = [editor.outline.item(row).data(Qt.ItemDataRole.UserRole) for row in range(editor.outline.count())]
    place = editor.outline.visualItemRect(editor.outline.item(rows.index("step:c")))
    drop_at(editor, editor.outline.viewport(), place.center(), PIXEL, tmp_path)
    assert [len(each.pictures) for each in written(editor).steps] == [0, 0, 1]
    editor.go_to("step:a")
    editor.look_at_page()
    card = editor.page.light_up("b")
    assert card is not None
    QApplication.processEvents()
    drop_at(editor, card, card.rect().center(), PIXEL, tmp_path)
    assert [len(each.pictures) for each in written(editor).steps] == [0, 1, 1]
    editor.go_to("step:a")
    drop_at(editor, editor, QPoint(3, 3), PIXEL, tmp_path)
    assert [len(each.pictures) for each in written(editor).steps] == [1, 1, 1]


def test_a_question_is_added_to_an_faq(window: MainWindow, house: House) -> None:
    """A question stands behind the others, is written and answered, and is taken back by one undo."""
    faq = procedure(format=Format.FAQ, steps=(), questions=(Question("sale", "On sale items too?", "Yes."),))
    editor = editing(window, house.approved(faq))
    assert editor.acting.question.isVisibleTo(editor)
    editor.acting.question.click()
    place = editor.outline.place()
    write(window, "And without a receipt?")
    assert [each.question for each in written(editor).questions] == ["On sale items too?", "And without a receipt?"]
    assert place == f"question:{written(editor).questions[1].id}"
    press(window, Key.Key_Tab)
    write(window, "Ask the supervisor.")
    assert written(editor).questions[1].answer == "Ask the supervisor."
    hand_in(editor)
    ((row, _),) = house.desk.manual.waiting()
    assert len(house.desk.manual.page(row.id, proposal=2).content.questions) == 2


def test_a_drawing_opens_with_its_whole_width(window: MainWindow, house: House) -> None:
    """However wide a workflow is, nothing of it is cut off at the right when its editor is opened."""
    many = tuple(step(f"s{n}", title=f"Question {n}?", branches=tuple(Branch(f"to {m}", f"e{n}{m}") for m in range(7)))
                 for n in range(2))  # fmt: skip
    ends = tuple(step(f"e{n}{m}", title=f"What is done in the case {n} {m}") for n in range(2) for m in range(7))
    editor = editing(window, house.approved(procedure(format=Format.WORKFLOW, steps=(*many, *ends))))
    editor.look_at_page()
    QApplication.processEvents()
    view = editor.drawn.view
    assert view.canvas.width() <= view.area.viewport().width()
    assert view.canvas.scale < 0.8, "it would not fit otherwise"


def test_a_workflow_is_written_in_its_drawing(window: MainWindow, house: House) -> None:
    """A way drawn from a box to another is a further answer; an arrow dragged elsewhere leads there."""
    editor = editing(window, house.approved(CARD))
    editor.look_at_page()
    assert editor.drawn.isVisibleTo(editor)
    editor.drawn.view.canvas.way_wanted.emit("says", "other")
    assert written(editor).steps[0].branches[-1] == Branch("", "other")
    editor.drawn.view.canvas.way_moved.emit("says", 0, "done")
    assert written(editor).steps[0].branches[0].go == "done"
    assert editor.outline.place() == "step:says"
    editor.drawn.view.canvas.chosen.emit("other")
    assert editor.outline.place() == "step:other"


def test_what_is_wrong_is_marked_while_one_writes(window: MainWindow, house: House) -> None:
    """The outline marks the place, the list leads to it."""
    editor = editing(window, house.approved(procedure()))
    editor.document.make(lambda was: replace(was, title=""))
    editor.look_at_page()
    assert editor.outline.item(0).text().startswith("●")
    editor.go_to("step:greet")
    editor.findings.chosen.emit("head")
    assert editor.outline.place() == "head"


def test_what_differs_from_the_revision_in_force_is_marked(window: MainWindow, house: House) -> None:
    """The outline shows at which places the draft says something else than what people read now."""
    editor = editing(window, house.approved(procedure()))
    editor.document.make(lambda was: replace(was, scope="Everywhere", steps=(*was.steps, step("new"))))
    lines = [editor.outline.item(row).text().strip() for row in range(editor.outline.count())]
    assert [each for each in lines if "✎" in each] == ["Scope ✎", "2  New ✎"]
    editor.document.undo()
    assert not [row for row in range(editor.outline.count()) if "✎" in editor.outline.item(row).text()]


def test_limits_and_references_are_rows(window: MainWindow, house: House) -> None:
    """A limit takes an amount while it is being typed; a reference is picked by number and takes its title."""
    other = house.approved(checklist())
    editor = editing(window, house.approved(procedure()))
    editor.go_to("limits")
    assert isinstance(editor.panel.form, LimitsForm)
    editor.panel.form._add()
    line = editor.panel.form.rows.lines[0]
    for name, text in (("action", "give a coffee away"), ("amount", "12,")):
        field = line._fields[name]
        assert isinstance(field, QLineEdit)
        field.setText(text)
    assert line.values()["amount"] == "12,"
    (limit,) = written(editor).limits
    assert (limit.action, limit.role) == ("give a coffee away", "front-of-house")
    editor.go_to("references")
    assert isinstance(editor.panel.form, ReferencesForm)
    editor.panel.form._add()
    number = editor.panel.form.rows.lines[0]._fields["number"]
    assert isinstance(number, QLineEdit)
    number.setText("SOP-010 Closing")
    (reference,) = written(editor).references
    assert (reference.number, reference.label) == ("SOP-010", "Closing")
    assert house.desk.manual.page(other).content.number == "SOP-010"


def test_rows_are_moved_and_taken_out(window: MainWindow, house: House) -> None:
    """The lines of a step change places with Alt and an arrow, and go with their button."""
    editor = editing(window, house.approved(checklist()))
    editor.go_to("step:close")
    assert isinstance(editor.panel.form, StepForm)
    items = editor.panel.form.items
    items.lines[0].moved.emit(1)
    assert [each.id for each in written(editor).items()][:2] == ["fridge", "wand"]
    assert written(editor).items()[0].asks is Answer.NUMBER
    items.lines[0].removed.emit()
    assert [each.id for each in written(editor).items()] == ["wand", "float", "stock"]
    items.asked.emit()
    assert len(written(editor).items()) == 4


def test_a_copy_and_a_procedure_made_over(window: MainWindow, house: House) -> None:
    """A draft begins from another procedure with the next number, in the format that was asked for."""
    sop = house.approved(checklist())
    editor = editing(window, **{"from": sop, "as": "article"})
    assert (written(editor).number, written(editor).format) == ("SOP-011", Format.ARTICLE)
    assert written(editor).items() == ()


def test_kinds_and_formats_are_chosen_until_one_writes(window: MainWindow) -> None:
    """Another kind begins with other steps, also after the title is written; one undo brings the former ones back."""
    editor = editing(window)
    first = written(editor).steps
    write(window, "Umbrellas")
    choose(editor, "kind", "complaint-resolution")
    assert (written(editor).title, written(editor).kind) == ("Umbrellas", Kind.COMPLAINT)
    assert written(editor).steps != first
    editor.document.undo()
    assert (written(editor).steps, written(editor).title) == (first, "Umbrellas")


def test_a_place_begins_at_its_top_with_its_title_chosen(window: MainWindow, house: House) -> None:
    """A form shows its beginning whatever was scrolled before; the first letter replaces the line; Escape leads out."""
    editor = editing(window, house.approved(procedure(steps=(step("a"), step("b")))))
    bar = editor.writing.verticalScrollBar()
    bar.setRange(0, 500)
    bar.setValue(300)
    outline(editor, "step:a")
    assert bar.value() == 0
    press(window, Key.Key_Return)
    write(window, "Ask")
    assert written(editor).steps[0].title == "Ask"
    press(window, Key.Key_Escape)
    assert editor.outline.hasFocus()


def test_tab_goes_on_in_the_order_in_which_a_step_is_seen(window: MainWindow, house: House) -> None:
    """From the title of a checklist's step Tab goes on to its lines to tick, also one that has just been added."""
    editor = editing(window, house.approved(checklist()))
    place = next(each.id for each in written(editor).steps if each.items)
    outline(editor, f"step:{place}")
    form = editor.panel.form
    assert isinstance(form, StepForm)
    press(window, Key.Key_Return)
    press(window, Key.Key_Tab)
    assert form.items.lines[0].isAncestorOf(keyboard(window))
    form.add_item()
    order = list(keyboard_order(form))
    added = next(each for each in order if form.items.lines[-1].isAncestorOf(each))
    assert order.index(added) < order.index(form.text)
    at: QWidget | None = added
    for each in order[order.index(added) :]:
        assert at is each
        at = each.nextInFocusChain()
        while at is not None and not at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            at = at.nextInFocusChain()


def test_enter_leads_to_the_first_row_that_is_there(window: MainWindow, house: House) -> None:
    """Where limits are written already, the keyboard goes into the first one, not behind the last."""
    editor = editing(window, house.approved(procedure()))
    editor.go_to("limits")
    form = editor.panel.form
    assert isinstance(form, LimitsForm)
    if not form.rows.lines:
        form.rows.asked.emit()
    outline(editor, "limits")
    press(window, Key.Key_Return)
    assert form.rows.lines[0].isAncestorOf(keyboard(window))


def test_the_same_keys_open_the_sheet_and_hand_in(window: MainWindow, house: House) -> None:
    """Ctrl+Enter opens the sheet; there it hands in, and never begins the sheet anew with its answers lost."""
    editor = editing(window)
    write(window, "Lending an umbrella")
    editor.acting.submit()
    write(window, "Guests ask for it")
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_Return, CTRL)
    asked.ignore()
    QApplication.sendEvent(keyboard(window), asked)
    assert asked.isAccepted()  # so the key goes to the sheet, not to the act of the page below
    press(window, Key.Key_Return, CTRL)
    assert editor.sheet is None
    ((row, _),) = house.desk.manual.waiting()
    assert house.desk.manual.page(row.id).content.title == "Lending an umbrella"
    page = window.current_screen()
    assert page is not None
    assert page.message.property("tone") == "success"


def test_nothing_can_be_written_where_the_draft_is_gone(window: MainWindow) -> None:
    """Going back to a draft that was handed in or thrown away says so, and takes no words that would be lost."""
    editor = editing(window, draft="draft-gone")
    assert editor.draft is None
    assert not editor.panel.isEnabled()
    assert editing(window).panel.isEnabled()


def test_the_matrix_takes_the_room_of_the_page(window: MainWindow, house: House) -> None:
    """While it is written who does what, the finished page gives way; any other place brings it back."""
    editor = editing(window, house.approved(procedure()))
    editor.go_to("duties")
    assert not editor.preview.isVisibleTo(editor)
    editor.go_to("purpose")
    assert editor.preview.isVisibleTo(editor)


def test_a_limit_takes_less_than_half_a_screen(window: MainWindow, house: House) -> None:
    """The fields of a limit stand beside each other: the form has the page's room; the page is back elsewhere."""
    editor = editing(window, house.approved(refund()))
    editor.go_to("limits")
    QApplication.processEvents()
    assert not editor.preview.isVisibleTo(editor)
    assert isinstance(editor.panel.form, LimitsForm)
    assert all(each.height() < window.height() / 2 for each in editor.panel.form.rows.lines)
    editor.go_to("step:look")
    assert editor.preview.isVisibleTo(editor)


def test_throwing_away_can_be_taken_back(window: MainWindow, house: House) -> None:
    """A draft thrown away begins anew, and one press brings it back."""
    editor = editing(window, house.approved(procedure()))
    editor.document.make(lambda was: replace(was, title="Another"))
    editor.acting.throw_away()
    assert written(editor).title == "Greeting a guest"
    back = next(each for each in editor.message.findChildren(QPushButton) if each.text() == "Undo")
    back.click()
    assert written(editor).title == "Another"


def test_somebody_elses_draft_never_appears(window: MainWindow, house: House) -> None:
    """Whoever sits down sees their own draft; the other's is kept for them."""
    sop = house.approved(procedure())
    editor = editing(window, sop)
    editor.document.make(lambda was: replace(was, title="Leo's half sentence"))
    sit(window, house, house.ruth)
    keyboard(window)
    assert "Leo" not in written(editor).title
    sit(window, house, house.leo)
    keyboard(window)
    assert written(editor).title == "Leo's half sentence"


def test_words_are_marked(window: MainWindow, house: House) -> None:
    """The buttons put marks around what is chosen, and before each line that is chosen."""
    editor = editing(window, house.approved(procedure(purpose="one two\nthree")))
    editor.go_to("purpose")
    assert editor.panel.form is not None
    field = editor.panel.form.field_in_use()
    assert field is not None
    cursor = field.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(7, cursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
    editor.panel.form.tools._mark("**", "**")
    assert written(editor).purpose == "one **two**\nthree"
    field.selectAll()
    editor.panel.form.tools._begin("- ")
    assert written(editor).purpose == "- one **two**\n- three"
