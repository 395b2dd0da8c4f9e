from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from sopdesk.domain.fields import fields_for
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.prose import Code, ListBlock, ListItem, Paragraph, Picture, Quote, Span, Table
from sopdesk.domain.refusal import Refusal
from sopdesk.ui import style, tokens
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.choices import Chips
from sopdesk.ui.widgets.form import Form, Question
from sopdesk.ui.widgets.labels import breakable, label
from sopdesk.ui.widgets.lines import AT_ONCE, Line, LinesModel, LinesView
from sopdesk.ui.widgets.message import MessageLine
from sopdesk.ui.widgets.prose import ProseView
from sopdesk.ui.widgets.rows import Flow
from sopdesk.ui.widgets.sheet import Sheet, sign_sheet
from sopdesk.ui.widgets.table import Column, RowsModel, RowsTable

pytestmark = pytest.mark.usefixtures("dressed")
LINES = (Line("Now", heading=True), Line("One", "first", data=1), Line("Two", chip="Overdue", act="Open", data=2))


def test_the_list_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    """The list of lines keeps Qt's rules of models."""
    model = LinesModel()
    model.set_lines(LINES)
    qtmodeltester.check(model)


def test_a_long_list_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    """A list of which not every line is made yet keeps Qt's rules of models."""
    model = LinesModel()
    model.set_lines(Line(f"Line {n}") for n in range(2 * AT_ONCE))
    assert model.canFetchMore(QModelIndex())
    qtmodeltester.check(model)


def test_the_table_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    """A table keeps Qt's rules of models, also after sorting."""
    model: RowsModel[int] = RowsModel([Column("Number", str), Column("Double", lambda n: str(n * 2), right=True)])
    model.set_rows([3, 1, 2])
    qtmodeltester.check(model)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert [model.row(n) for n in range(3)] == [3, 2, 1]
    qtmodeltester.check(model)


def test_a_sheet_keeps_what_is_typed(qtbot: QtBot) -> None:
    """A sheet that begins with chips has the keyboard on them, and letters typed there reach nothing behind it."""
    chips = Question("weight", "Weight", "choice", (("a", "Major"), ("b", "Minor")))
    sheet = Sheet("Approve", [chips, Question("secret", "Password", "password")], "Sign", lambda _answers: None)
    behind: list[str] = []

    class Page(QWidget):
        def keyPressEvent(self, event: QKeyEvent) -> None:
            behind.append(event.text())

    around = Page()
    qtbot.addWidget(around)
    sheet.setParent(around)
    with qtbot.waitExposed(around):
        around.show()
    sheet.take_focus()
    at = around.focusWidget()
    assert isinstance(at, QAbstractButton)
    assert at.text() == "Major"
    QTest.keyClicks(at, "open sesame")
    assert "o" not in behind
    sheet.form.field("weight").set_value("b")  # type: ignore[attr-defined] # the chips
    sheet.take_focus()
    assert around.focusWidget().text() == "Minor"  # type: ignore[attr-defined] # a chip


def test_a_button_that_cannot_be_pressed_shows_its_icon_quietly() -> None:
    """The icon of a button that is off has the colour of its words, not the one for the accent's ground."""
    made = button("Verify", kind="primary", icon="verify")

    def colours(mode: QIcon.Mode) -> set[str]:
        drawn = made.icon().pixmap(made.iconSize(), mode).toImage()
        points = ((x, y) for x in range(drawn.width()) for y in range(drawn.height()))
        return {drawn.pixelColor(*at).name() for at in points if drawn.pixelColor(*at).alpha() == 255}

    assert colours(QIcon.Mode.Normal) == {style.colours().on_accent}
    assert colours(QIcon.Mode.Disabled) == {style.colours().text_soft}


def test_headings_are_passed_over(qtbot: QtBot) -> None:
    """The keyboard never stops on a heading, and Enter chooses the line it is on."""
    view = LinesView("What waits")
    qtbot.addWidget(view)
    view.set_lines(LINES)
    view.go_on(1)
    assert view.current_line() == LINES[1]
    view.go_on(-1)
    assert view.current_line() == LINES[1]
    view.go_on(1)
    with qtbot.waitSignal(view.chosen) as chosen:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen.args == [2]


def test_a_refresh_keeps_the_place(qtbot: QtBot) -> None:
    """A list that is shown again keeps the line that the keyboard is on."""
    view = LinesView("What waits")
    qtbot.addWidget(view)
    view.set_lines(LINES)
    view.go_on(1)
    view.go_on(1)
    view.set_lines(LINES)
    assert view.current_line() == LINES[2]


def test_a_line_is_spoken_whole(qtbot: QtBot) -> None:
    """A screen reader hears the whole line, not only its title."""
    model = LinesModel()
    model.set_lines(LINES)
    assert model.data(model.index(2), Qt.ItemDataRole.AccessibleTextRole) == "Two. Overdue. Open"


def test_a_table_chooses_with_enter(qtbot: QtBot) -> None:
    """Enter on a row of a table chooses it."""
    table: RowsTable[str] = RowsTable("People", [Column("Name", str, stretches=True)])
    qtbot.addWidget(table)
    table.set_rows(["Ada", "Ben"])
    table.selectRow(1)
    with qtbot.waitSignal(table.chosen) as chosen:
        qtbot.keyClick(table, Qt.Key.Key_Enter)
    assert chosen.args == ["Ben"]


@pytest.mark.parametrize("kind", list(IncidentKind))
def test_every_kind_of_incident_gets_its_form(qtbot: QtBot, kind: IncidentKind) -> None:
    """The form of a kind has every field of its list, each with a name that a screen reader says."""
    form = Form(fields_for(kind))
    qtbot.addWidget(form)
    assert set(form.values()) == {each.name for each in fields_for(kind)}
    assert all(form.field(each.name).accessibleName() == each.label for each in fields_for(kind))


def test_a_wrong_answer_is_said_beside_its_field(qtbot: QtBot) -> None:
    """A wrong answer is kept, and the form says beside the field what is wrong with it."""
    form = Form(fields_for(IncidentKind.COMPLAINT))
    qtbot.addWidget(form)
    form.show()
    form.set_values({"amount": "a lot"})
    assert form.checked() is None
    assert form.focusWidget() is form.field("amount")
    assert "12.50" in form.field("amount").accessibleDescription()
    form.set_values({"amount": "12,5", "category": "quality"})
    answers = form.checked()
    assert answers is not None
    assert answers["amount"] == "12.50"
    assert answers["category"] == "quality"


def test_passwords_are_never_kept(qtbot: QtBot) -> None:
    """Half-written text never holds a password or a PIN."""
    form = Form([Question("name", "Name"), Question("password", "Password", "password"), Question("pin", "PIN", "pin")])
    qtbot.addWidget(form)
    form.set_values({"name": "Ada", "password": "secret-secret", "pin": "1234"})
    assert "Ada" in form.text()
    assert "secret" not in form.text()
    assert "1234" not in form.text()


def test_half_written_answers_come_back(qtbot: QtBot) -> None:
    """A form takes back what it gave to be kept; nothing empties it."""
    form = Form([Question("name", "Name"), Question("seen", "Seen", "check"), Question("what", "What", "text")])
    qtbot.addWidget(form)
    form.set_values({"name": "Ada", "seen": "yes", "what": "a\nb"})
    kept = form.text()
    form.clear()
    assert not any(form.values().values())
    form.set_text(kept)
    assert form.values() == {"name": "Ada", "seen": "yes", "what": "a\nb"}


def test_a_choice_can_be_taken_back(qtbot: QtBot) -> None:
    """A second press takes a choice back, unless one is needed."""
    free, needed = Chips((("a", "A"), ("b", "B"))), Chips((("a", "A"), ("b", "B")), needed=True)
    qtbot.addWidget(free)
    qtbot.addWidget(needed)
    for chips in (free, needed):
        chips._buttons["b"].click()
        assert chips.value() == "b"
        chips._buttons["b"].click()
    assert (free.value(), needed.value()) == ("", "b")


def test_a_refused_sheet_stays_open(qtbot: QtBot) -> None:
    """A refusal is said on the sheet, which keeps its answers; the act done closes it."""
    answers: list[dict[str, str]] = []

    def act(given: dict[str, str]) -> None:
        if given["reason"] == "no":
            raise Refusal("Say why.")
        answers.append(given)

    sheet = Sheet("Skip", [Question("reason", "Reason", needed=True)], "Skip", act)
    qtbot.addWidget(sheet)
    sheet.confirm()
    assert not answers
    sheet.form.set_values({"reason": "no"})
    sheet.confirm()
    assert sheet.wrong.text() == "Say why."
    sheet.form.set_values({"reason": "The oven is cold."})
    with qtbot.waitSignal(sheet.closed):
        sheet.confirm()
    assert answers == [{"reason": "The oven is cold."}]


def test_whoever_signs_reads_what_they_say(qtbot: QtBot) -> None:
    """The sheet for a signature says in words what the signature means, and whose it is."""
    given: list[str] = []
    sheet = sign_sheet("I have checked this.", given.append, name="Ada Lind")
    qtbot.addWidget(sheet)
    sheet.form.set_values({"password": "long enough"})
    sheet.confirm()
    assert given == ["long enough"]
    assert sheet.accessibleName() == "Sign as Ada Lind"


def test_undo_is_offered_in_the_line(qtbot: QtBot) -> None:
    """A line that offers Undo stays until it is pressed or closed."""
    undone: list[bool] = []
    line = MessageLine()
    qtbot.addWidget(line)
    line.say("Thrown away.", "Undo", lambda: undone.append(True))
    assert not line._fading.isActive()
    line.offer.click()
    assert undone
    assert line.isHidden()


def test_prose_is_text_never_markup(qtbot: QtBot) -> None:
    """What looks like markup in a text is shown as it stands."""
    view = ProseView()
    qtbot.addWidget(view)
    view.set_blocks((Paragraph((Span("<img src='file:x'><b>bold</b> & more"),)),))
    assert view.toPlainText() == "<img src='file:x'><b>bold</b> & more"


def test_prose_keeps_every_word(qtbot: QtBot) -> None:
    """Lists, tables, code, quotes and missing pictures all show their words, in order."""

    def text(words: str) -> tuple[Span, ...]:
        return (Span(words),)

    inner = ListBlock((ListItem((Paragraph(text("inner")),)),))
    view = ProseView()
    qtbot.addWidget(view)
    view.set_blocks(
        (
            ListBlock((ListItem((Paragraph(text("one")), inner)), ListItem((Paragraph(text("two")),), ticked=True))),
            Table((text("Role"), text("Limit")), ((text("lead"), text("50")),), ("", "right")),
            Quote((Paragraph(text("quoted")),)),
            Code("sopdesk verify"),
            Picture("gone.png", "A label"),
            Paragraph(text("end")),
        )
    )
    said = view.toPlainText()
    words = ["one", "inner", "two", "Role", "Limit", "lead", "50", "quoted", "sopdesk verify", "A label", "end"]
    assert [said.index(word) for word in words] == sorted(said.index(word) for word in words)


def test_links_are_handed_on(qtbot: QtBot) -> None:
    """A link in prose goes to the screen, never to a browser by itself."""
    view = ProseView()
    qtbot.addWidget(view)
    view.set_blocks((Paragraph((Span("see "), Span("SOP-012", link="SOP-012#look"))),))
    cursor = QTextCursor(view.document())
    cursor.setPosition(6)
    assert cursor.charFormat().anchorHref() == "SOP-012#look"
    with qtbot.waitSignal(view.followed) as followed:
        view.anchorClicked.emit("SOP-012#look")
    assert followed.args == ["SOP-012#look"]


def test_lines_of_prose_are_not_too_long(qtbot: QtBot) -> None:
    """A line of running text has about 75 characters, however wide the window is."""
    view = ProseView()
    qtbot.addWidget(view)
    view.resize(3000, 100)
    view.set_blocks((Paragraph((Span("the till is counted by two people " * 12),)),))
    layout = view.document().firstBlock().layout()
    longest = max(layout.lineAt(n).textLength() for n in range(layout.lineCount() - 1))
    assert 60 < longest <= tokens.MEASURE + 10


def test_pieces_go_on_in_the_next_line(qtbot: QtBot) -> None:
    """Pieces that find no room go on in the next line."""
    flow = Flow()
    qtbot.addWidget(flow)
    for word in ("complaint", "dispute", "accident"):
        flow.add(button(word))
    one_line = flow.heightForWidth(2000)
    assert flow.heightForWidth(150) >= 3 * one_line


@pytest.mark.parametrize(
    "make",
    [lambda: button("Start"), lambda: button("Start", kind="primary"), QLineEdit],
    ids=["plain", "primary", "field"],
)
def test_controls_are_large_enough(qtbot: QtBot, make: Callable[[], QAbstractButton | QLineEdit]) -> None:
    """Buttons and fields are at least 44 pixels high, and grow with the text."""
    control = make()
    qtbot.addWidget(control)
    control.ensurePolished()
    assert control.sizeHint().height() >= tokens.TARGET
    style.wear(style.Theme("light", 200))
    assert control.sizeHint().height() >= 2 * tokens.TARGET - 8


def test_a_long_word_widens_no_page(qtbot: QtBot) -> None:
    """A name without end goes on in the next line; ordinary words are left as they are."""
    assert breakable("Harbour Street 12, Cleo-Marie") == "Harbour Street 12, Cleo-Marie"
    name = "Wolfeschlegelsteinhausenbergerdorff" * 3
    assert breakable(name).replace("\u200b", "") == name
    wide = label(name)
    qtbot.addWidget(wide)
    assert wide.minimumSizeHint().width() < style.size(tokens.RAIL)


def test_a_long_list_is_made_as_somebody_scrolls(qtbot: QtBot) -> None:
    """Of ten thousand lines those in sight are made at first, the others when the end comes into sight."""
    made: list[int] = []

    def lines() -> Iterator[Line]:
        for n in range(2 * AT_ONCE + 5):
            made.append(n)
            yield Line(f"Line {n}", data=n)

    view = LinesView("A long list")
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    view.set_lines(lines())
    assert view.lines.rowCount() == AT_ONCE
    assert len(made) <= AT_ONCE + 1
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 0)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: view.lines.rowCount() == 2 * AT_ONCE)
    view.add_lines([Line("The last one")])
    assert view.lines.rowCount() == 2 * AT_ONCE + 6
    assert view.lines.line(2 * AT_ONCE + 5).title == "The last one"
    assert not view.lines.canFetchMore(QModelIndex())
