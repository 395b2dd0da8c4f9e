"""A drawing to look at: it fits its room, is made larger and smaller, walked along, and read as words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QStackedWidget, QWidget

from sopdesk.ui import style, tokens
from sopdesk.ui.widgets.buttons import button, icon_button
from sopdesk.ui.widgets.drawing_canvas import DrawingCanvas
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import column, row
from sopdesk.views.drawing import Drawing

LEAST, MOST, STEP = 0.2, 4.0, 1.2
READABLE = 0.8
"""A drawing that would have to be smaller than this to fit is shown at this scale, and moved about."""
FILLED = 0.6
"""A drawing that fills its page is made as small as this before it is moved about: nothing ends below the fold then."""
HIGH = 460
"""The most pixels that a drawing takes in height on a page, at a text size of 100 %."""


class DrawingView(QWidget):
    """Shows a drawing. `fills` takes all the room there is; else the view is as high as the drawing, within bounds.

    `whole` begins with all of its width in sight, however small that makes it.

    The signals are those of the canvas; set `canvas.drawn_upon` for an editor.
    """

    chosen = Signal(str)

    def __init__(self, *, fills: bool = False, whole: bool = False) -> None:
        super().__init__()
        self._fills = fills
        self._smallest = LEAST if whole else FILLED if fills else READABLE
        self._zoom: float | None = None
        self._fresh = True
        self.canvas = DrawingCanvas()
        self.canvas.chosen.connect(self.chosen)
        self.canvas.walked.connect(self._follow)
        self.area = _Area(self.canvas)
        self.area.zoomed.connect(self.zoom)
        self.area.resized.connect(self._fit)
        self._words = label("", wraps=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self._told = _Told(self._words)
        self._either = QStackedWidget()
        self._either.addWidget(self.area)
        self._either.addWidget(self._told)
        self.acts = row(
            icon_button(self.tr("Smaller"), "minus", self.make_smaller), icon_button(self.tr("Larger"), "plus",
            self.make_larger), icon_button(self.tr("Fit"), "fit", self.fit), None, gap=tokens.HAIR,
        )  # fmt: skip
        self.in_words = button(self.tr("In words"), self.tell, kind="quiet", icon="note")
        self.in_words.setCheckable(True)
        self.acts.addWidget(self.in_words)
        self.setLayout(column(self.acts, self._either, gap=tokens.HAIR))
        style.on_change(self._fit)

    def show_drawing(self, drawing: Drawing) -> None:
        """Show another drawing; one with another title from its first node on."""
        self._fresh = self._fresh or drawing.title != self.canvas.drawing.title
        self.canvas.show_drawing(drawing)
        self._words.setText("\n\n".join(drawing.words))
        self._fit()

    def zoom(self, by: float) -> None:
        """Make the drawing larger or smaller by a factor."""
        self._zoom = min(max(self.canvas.scale * by, LEAST), MOST)
        self._fit()

    def make_larger(self) -> None:
        """Make it larger by one step."""
        self.zoom(STEP)

    def make_smaller(self) -> None:
        """Make it smaller by one step."""
        self.zoom(1 / STEP)

    def fit(self) -> None:
        """Show the whole width again."""
        whole = self._whole()
        self._zoom = None if self._zoom is not None or whole >= self._least() else whole
        self._fit()

    def tell(self) -> None:
        """Show the drawing in words, or as a drawing again."""
        self._either.setCurrentWidget(self._told if self.in_words.isChecked() else self.area)

    def _least(self) -> float:
        """Give the scale below which a drawing is moved about rather than shown whole."""
        return self._smallest * style.size(100) / 100

    def _whole(self) -> float:
        """Give the scale at which all of the drawing is seen."""
        drawing, room = self.canvas.drawing, self.area.maximumViewportSize()
        across = room.width() / max(drawing.width, 1)
        if self._fills:
            return min(across, room.height() / max(drawing.height, 1))
        if drawing.height * min(across, style.size(100) / 100) > style.size(HIGH):  # its bar has room
            across -= self.area.verticalScrollBar().sizeHint().width() / max(drawing.width, 1)
        return across

    def _fit(self) -> None:
        most = style.size(100) / 100
        whole = self._whole()
        scale = self._zoom or (min(whole, most) if whole >= self._least() else READABLE * most)
        self.canvas.show_at(max(scale, LEAST))
        if not self._fills:
            bar = self.area.horizontalScrollBar().sizeHint().height()
            self.area.setFixedHeight(min(self.canvas.height() + bar + 2, style.size(HIGH)))
        if self._fresh and self.isVisible():
            self._fresh = False
            self._follow(self.canvas.place_of_current())

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the first node."""
        super().showEvent(event)
        self._fit()

    def _follow(self, place: QRectF) -> None:
        middle = place.center().toPoint()
        half = QPoint(round(place.width() / 2), round(place.height() / 2))
        self.area.ensureVisible(middle.x(), middle.y(), half.x() + tokens.WIDE, half.y() + tokens.WIDE)


class _Area(QScrollArea):
    """Moves the drawing by dragging its ground; the wheel with Ctrl makes it larger, without Ctrl it is the page's."""

    zoomed = Signal(float)
    resized = Signal()

    def __init__(self, canvas: DrawingCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        self._grip: QPoint | None = None
        self.setWidget(canvas)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("kind", "drawing")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Ctrl++ and Ctrl+- while the drawing has the keyboard, before the desk's text size does."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _factor(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and (by := _factor(event)):
            self.zoomed.emit(by)
            return True
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; scroll when the drawing has the keyboard; else leave the wheel to the page."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(STEP ** (event.angleDelta().y() / 120))
            event.accept()
        elif self._canvas.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the drawing into the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.resized.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the ground."""
        self._grip = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the drawing with the hand."""
        if self._grip is not None:
            moved = event.position().toPoint() - self._grip
            self._grip += moved
            for bar, by in ((self.horizontalScrollBar(), moved.x()), (self.verticalScrollBar(), moved.y())):
                bar.setValue(bar.value() - by)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the ground."""
        self._grip = None


class _Told(QScrollArea):
    """The drawing in words."""

    def __init__(self, words: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(words)


def _factor(event: QKeyEvent) -> float:
    """Give by how much a key makes the drawing larger; 0 for other keys."""
    if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return 0.0
    return {Qt.Key.Key_Plus: STEP, Qt.Key.Key_Equal: STEP, Qt.Key.Key_Minus: 1 / STEP}.get(Qt.Key(event.key()), 0.0)
