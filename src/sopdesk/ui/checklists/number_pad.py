"""A large pad for numbers, where a finger goes into a field: gloves and wet hands have no keyboard."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from sopdesk.ui import icons, tokens
from sopdesk.ui.checklists.fields import NumberField
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import column
from sopdesk.ui.widgets.sight import bring_into_sight

_ERASE, _ENTER, _MINUS = "erase", "enter", "−"
_ROWS = (("1", "2", "3", _ERASE), ("4", "5", "6", _MINUS), ("7", "8", "9", "."), ("", "0", "", _ENTER))
_WHOLE = (("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9"), (_ERASE, "0", _ENTER))


class NumberPad(QWidget):
    """Digits, a sign, a point, erase and enter for one field at a time.

    A pad for `whole` numbers has no sign and no point; it serves many fields and names the one into which it types.
    """

    def __init__(self, point: str, *, whole: bool = False) -> None:
        super().__init__()
        self._field: NumberField | None = None
        self._names = whole
        self.shown = label("", "strong")
        if not whole:
            self.shown.hide()
        grid = QGridLayout()
        grid.setSpacing(tokens.SNUG)
        for line, keys in enumerate(_WHOLE if whole else _ROWS):
            for across, key in enumerate(keys):
                if key:
                    grid.addWidget(self._key(point if key == "." else key), line, across)
        whole_pad = column(self.shown, grid, gap=tokens.SNUG)
        whole_pad.setContentsMargins(0, tokens.HAIR, tokens.HAIR, tokens.SNUG)
        self.setLayout(whole_pad)
        self.setAccessibleName(_tr("Number pad"))

    def type_into(self, field: NumberField) -> None:
        """Type into another field from now on."""
        self._field = field
        self._show()

    def press(self, key: str) -> None:
        """Take a digit, a sign, a point, "erase" or "enter"."""
        field = self._field
        if field is None:
            return
        field.setFocus()
        if key == _ENTER:
            field.returnPressed.emit()
            if self._names:
                bring_into_sight(self)
        elif key == _ERASE:
            field.backspace()
        else:
            field.insert(key)
        at = self.window().focusWidget()
        self.type_into(at if isinstance(at, NumberField) else field)  # Enter may have gone on

    def _show(self) -> None:
        if self._names and self._field is not None:
            self.shown.setText(f"{self._field.accessibleName()}: {self._field.text()}")

    def _key(self, key: str) -> QWidget:
        drawn = {_ERASE: ("erase", "text_soft"), _ENTER: ("check", "accent")}.get(key)
        made = button("" if drawn else key, lambda: self.press(key), kind="key")
        if drawn:
            icons.dress(made, *drawn, 26)
        names = {_ERASE: _tr("Erase"), _ENTER: _tr("Enter"), _MINUS: _tr("Minus")}
        made.setAccessibleName(names.get(key, key))
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard stays in the field
        return made


def _tr(text: str) -> str:
    return QCoreApplication.translate("NumberPad", text)
