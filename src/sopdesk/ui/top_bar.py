"""The bar at the top: back, search, *Log incident*, who is at the desk."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy

from sopdesk.ui import icons, style, tokens
from sopdesk.ui.widgets.buttons import button, icon_button
from sopdesk.ui.widgets.labels import PersonBadge
from sopdesk.ui.widgets.rows import row
from sopdesk.views.people import PersonView

WIDEST_SEARCH = 760
_HOLDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class SearchField(QLineEdit):
    """The field that is always there; keys that move in the results go on as `moved`, Enter as `entered`."""

    moved = Signal(int)
    entered = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setClearButtonEnabled(True)
        self.setPlaceholderText(self.tr("Search the manual …  Ctrl+K"))
        self.setAccessibleName(self.tr("Search"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        style.on_change(self.look_again)
        self.look_again()

    def look_again(self) -> None:
        """Colour the glass anew."""
        self._glass.setIcon(QIcon(icons.picture("search", "text_soft")))

    def begin(self) -> None:
        """Take the keyboard, with the words before chosen."""
        self.setFocus()
        self.selectAll()

    def take_letter(self, event: QKeyEvent) -> bool:
        """Begin a search with a letter that was typed where no field is; tell whether it was one."""
        letter = event.text()
        if event.modifiers() & _HOLDING or not letter.isprintable() or not letter.strip():
            return False
        self.setFocus()
        self.setText(letter)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the results, choose one, or leave; everything else is text."""
        match event.key():
            case Qt.Key.Key_Down:
                self.moved.emit(1)
            case Qt.Key.Key_Up:
                self.moved.emit(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)


class TopBar(QFrame):
    """Search and the acts that are always one press away."""

    back_wanted = Signal()
    past_wanted = Signal()
    incident_wanted = Signal()
    person_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "top")
        self.back = icon_button(self.tr("Back"), "back", self.back_wanted.emit, key="Alt+Left")
        self.search = SearchField()
        self.search.setMaximumWidth(WIDEST_SEARCH)
        self.past = icon_button(self.tr("The manual as of a day"), "history", self.past_wanted.emit, key="Ctrl+D")
        self.log = button(
            self.tr("Log incident"), self.incident_wanted.emit, kind="plain", icon="incidents", key="Ctrl+I"
        )
        self.badge = PersonBadge(pixels=32)
        self.person = button("", self.person_wanted.emit, kind="quiet")
        self.duty = icon_button(self.tr("I am on duty"), "clock")
        self.lock = icon_button(self.tr("Lock the desk"), "lock", self.lock_wanted.emit, key="Ctrl+L")
        right = (self.log, self.badge, self.person, self.duty, self.lock)
        inside = row(self.back, self.search, self.past, None, *right, gap=tokens.SNUG)
        inside.setStretch(1, 100)
        inside.setContentsMargins(tokens.NEAR, tokens.SNUG, tokens.NEAR, tokens.SNUG)
        self.setLayout(inside)
        self.installEventFilter(self)
        self._person: PersonView | None = None
        self.show_person(None)

    def show_person(self, person: PersonView | None) -> None:
        """Show who is at the desk, or that it is locked."""
        self._person = person
        self.badge.setVisible(person is not None)
        self.lock.setVisible(person is not None)
        if person is None:
            words = self.tr("Sign in")
            self.person.setToolTip(self.tr("Nobody is signed in"))
            icons.dress(self.person, "person", "accent")
        else:
            self.badge.show_person(person.initials, person.name)
            metrics = self.person.fontMetrics()
            words = metrics.elidedText(person.name, Qt.TextElideMode.ElideRight, style.size(150))
            self.person.setToolTip(self.tr("{name} · {roles}. Press to switch.").format(
                name=person.name, roles=person.role_names))  # fmt: skip
            icons.undress(self.person)
        self.person.setText(words.replace("&", "&&"))
        self.person.setAccessibleName(
            self.tr("At the desk: {name}. Switch person.").format(name=person.name) if person else words
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Shorten the log button to its icon when the room is scarce."""
        if event.type() == QEvent.Type.Resize:
            scarce = self.width() < style.size(760)
            self.log.setText("" if scarce else self.tr("Log incident"))
            self.log.setShortcut("Ctrl+I")  # a new text takes the keys away
        return super().eventFilter(watched, event)
