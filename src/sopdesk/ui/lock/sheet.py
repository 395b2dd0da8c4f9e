"""The sheet on which somebody signs in: tiles, then the PIN. Switching people takes a press and four digits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QStackedWidget, QWidget

from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.ui import style, tokens
from sopdesk.ui.frame import Wanted
from sopdesk.ui.lock.pad import PinPad
from sopdesk.ui.overlay import Overlay
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.choices import Tick
from sopdesk.ui.widgets.labels import PersonBadge, label
from sopdesk.ui.widgets.rows import Flow, column, row
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.services.workspace import Workspace

_WIDTH, _HEIGHT = 650, 660


class PersonTile(QPushButton):
    """Somebody of the house: badge, name, roles."""

    def __init__(self, person: PersonView, do: Callable[[], object]) -> None:
        super().__init__()
        self.person = person
        self.setProperty("kind", "tile")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)
        self.setAccessibleName(f"{person.name}, {person.role_names}")
        self.setToolTip(f"{person.name}\n{person.role_names}")
        self.clicked.connect(lambda _checked=False: do())
        room = style.size(tokens.TILE_WIDE) - 2 * tokens.NEAR
        name = QFontMetrics(style.font(strong=True)).elidedText(person.name, Qt.TextElideMode.ElideRight, room)
        roles = QFontMetrics(style.font(tokens.SMALL)).elidedText(person.role_names, Qt.TextElideMode.ElideRight, room)
        words = [label(name, "strong", wraps=False), label(roles, "small", wraps=False)]
        for each in words:
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        badge = PersonBadge(person.initials, person.name, 44)
        inside = column(None, row(None, badge, None), *words, None, gap=tokens.HAIR)
        inside.setContentsMargins(tokens.SNUG, tokens.SNUG, tokens.SNUG, tokens.SNUG)
        self.setLayout(inside)


class LockSheet(Overlay):
    """Asks who is at the desk; `came` carries the person once the PIN was right."""

    came = Signal(object)

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._wanted: Wanted | None = None
        self._person: PersonView | None = None
        self.setAccessibleName(self.tr("Sign in"))
        self.title = label("", "title")
        self.why = label("", "soft")
        self._tiles = Flow(tokens.NEAR)
        self.badge = PersonBadge(pixels=44)
        self.name = label("", "heading", wraps=False)
        self.pad = PinPad()
        self.pad.entered.connect(self.try_pin)
        self.on_duty = Tick(self.tr("I come on duty"))
        self.wrong = label("", "wrong")
        self.wrong.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._waiting = QTimer(self, interval=250)
        self._waiting.timeout.connect(self._show_wait)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._tiles_page())
        self.pages.addWidget(self._pin_page())
        self._lay_out()
        style.on_change(self.look_again)
        self.look_again()

    def look_again(self) -> None:
        """Take on another text size."""
        self._card.setMaximumSize(style.size(_WIDTH), style.size(_HEIGHT))

    def ask(self, wanted: Wanted | None = None) -> None:
        """Ask who is at the desk; with `wanted`, only those who may are offered."""
        self._wanted = wanted
        self.title.setText(self.tr("Who is at the desk?"))
        self.why.setText(wanted.why if wanted else self.tr("Press your name, then enter your PIN."))
        self.why.setVisible(bool(self.why.text()))
        right = wanted.right if wanted else None
        self._offer(each for each in self._workspace.people.tiles() if right is None or each.may(right))
        self.open()
        self.show_tiles()

    def show_tiles(self) -> None:
        """Show the tiles (again)."""
        self._waiting.stop()
        self._person = None
        self.pages.setCurrentIndex(0)
        tiles = self.tiles()
        (tiles[0] if tiles else self.cancel).setFocus()

    def tiles(self) -> list[PersonTile]:
        """Give the tiles on show."""
        return [each for each in self._tiles.pieces() if isinstance(each, PersonTile)]

    def choose(self, person: PersonView) -> None:
        """Take a tile: the pad comes up."""
        self._person = person
        self.badge.show_person(person.initials, person.name)
        metrics = QFontMetrics(style.font(tokens.HEADING, strong=True))
        self.name.setText(metrics.elidedText(person.name, Qt.TextElideMode.ElideRight, _WIDTH - 200))
        self.name.setToolTip(person.name)
        self.say_wrong("")
        self.pad.clear()
        self.on_duty.setChecked(False)
        self.on_duty.setVisible(person.may(Right.RUN) and not self._workspace.duty.is_on_duty(person.id))
        self.pages.setCurrentIndex(1)
        self.pad.setFocus()
        self._show_wait()

    def try_pin(self, pin: str) -> None:
        """Try a PIN."""
        if self._person is None:
            return
        try:
            person = self._workspace.people.sign_in(self._person.id, pin)
        except (Refusal, Trouble) as no:
            self.say_wrong(no.sentence)
            self._person = self._workspace.people.person(self._person.id)
            self._show_wait()
            return
        if self.on_duty.isVisibleTo(self) and self.on_duty.isChecked():
            self._workspace.duty.start(by=person.id)
        wanted, self._wanted = self._wanted, None
        self.close_over()
        self.came.emit(person)
        if wanted is not None:
            wanted.then(person)

    def close_over(self) -> None:
        """Go away; whatever was wanted is not done."""
        self._waiting.stop()
        self._wanted = None
        self.pad.clear()
        super().close_over()

    def say_wrong(self, sentence: str) -> None:
        """Say what was wrong with the PIN."""
        self.wrong.setText(sentence)
        self.pad.setAccessibleDescription(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next tile whose name begins with the letter typed."""
        letter = event.text().casefold()
        if self.pages.currentIndex() == 0 and letter.strip():
            tiles = self.tiles()
            at = next((number for number, each in enumerate(tiles) if each.hasFocus()), -1)
            for each in tiles[at + 1 :] + tiles[: at + 1]:
                if each.person.name.casefold().startswith(letter):
                    each.setFocus()
                    return
        super().keyPressEvent(event)

    def _offer(self, people: Iterable[PersonView]) -> None:
        self._tiles.clear()
        for each in people:
            self._tiles.add(PersonTile(each, partial(self.choose, each)))
        self.nobody.setVisible(not self.tiles())

    def _show_wait(self) -> None:
        """Count down until a further PIN is tried."""
        until = self._person.wait_until if self._person else None
        seconds = int((until - self._workspace.now()).total_seconds()) + 1 if until else 0
        if seconds > 0:
            self.say_wrong(self.tr("Too many wrong tries. Try again in {n} seconds.").format(n=seconds))
            self._waiting.start()
        elif self._waiting.isActive():
            self._waiting.stop()
            self.say_wrong("")
        self.pad.setEnabled(seconds <= 0)
        if seconds <= 0 and self.pages.currentIndex() == 1:
            self.pad.setFocus()

    def _tiles_page(self) -> QWidget:
        self.nobody = label(self.tr("Nobody who is registered may do this. Ask the manager."), "soft")
        self._tiles.setObjectName("scrolled")
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._tiles)
        self.cancel = button(self.tr("Read on without signing in"), self.close_over, kind="quiet")
        page = QWidget()
        body = column(self.title, self.why, self.nobody, area, row(None, self.cancel, None), gap=tokens.NEAR)
        body.setStretch(3, 1)
        page.setLayout(body)
        return page

    def _pin_page(self) -> QWidget:
        self.other = button(self.tr("Somebody else"), self.show_tiles, kind="quiet", icon="back")
        page = QWidget()
        page.setLayout(
            column(
                row(self.other, None),
                row(None, self.badge, self.name, None),
                self.pad,
                row(None, self.on_duty, None),
                self.wrong,
                None,
                gap=tokens.NEAR,
            )
        )
        return page

    def _lay_out(self) -> None:
        self._card = card = QFrame()
        card.setProperty("kind", "card")
        inside = column(self.pages)
        inside.setContentsMargins(tokens.FAR, tokens.WIDE, tokens.FAR, tokens.WIDE)
        card.setLayout(inside)
        whole = row(None, card, None, gap=0)
        whole.setStretch(1, 100)
        around = column(None, whole, None, gap=0)
        around.setStretch(1, 100)
        around.setContentsMargins(tokens.GAP, tokens.GAP, tokens.GAP, tokens.GAP)
        self.setLayout(around)
