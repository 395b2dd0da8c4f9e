"""How the desk looks now: the scheme, the text size, one stylesheet and one palette, all made from the tokens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from string import Template

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from sopdesk.ui import tokens
from sopdesk.ui.tokens import Colours

SHEET = Path("styles") / "desk.qss"


@dataclass(frozen=True, slots=True)
class Theme:
    """What a person may choose: scheme "system", "light" or "dark", and the text size in per cent."""

    scheme: str = "system"
    text: int = 100


class _Look(QObject):
    """What is shown now; `changed` tells whoever paints by hand."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme = Theme()
        self.colours: Colours = tokens.LIGHT
        self.family = ""
        self.dressed = False


look = _Look()


def resources() -> Path:
    """Give the folder of icons and styles: beside the sources, or inside the built program."""
    return next(
        folder / "resources" for folder in Path(__file__).resolve().parents if (folder / "resources" / "icons").is_dir()
    )


def colours() -> Colours:
    """Give the colours shown now; ask at each painting, they change with the system."""
    return look.colours


def colour(name: str) -> QColor:
    """Give one colour shown now by its token's name."""
    return QColor(getattr(look.colours, name))


def size(pixels: int) -> int:
    """Scale a size by the text size chosen."""
    return round(pixels * look.theme.text / 100)


def font(pixels: int = tokens.BODY, *, strong: bool = False) -> QFont:
    """Give the desk's font in a size of the type scale, for what is painted by hand."""
    made = QFont(QApplication.font())
    made.setPixelSize(size(pixels))
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return made


def install(app: QApplication, theme: Theme, fonts: Sequence[bytes] = ()) -> None:
    """Dress the program: fonts, Fusion, theme; follow the system's scheme from now on. Again, it changes the theme."""
    if look.dressed:
        wear(theme)
        return
    look.dressed = True
    app.setStyle(QStyleFactory.create("Fusion"))
    for each in fonts:
        found = QFontDatabase.addApplicationFontFromData(QByteArray(each))
        families = QFontDatabase.applicationFontFamilies(found) if found >= 0 else []
        look.family = look.family or (families[0] if families else "")
    app.styleHints().colorSchemeChanged.connect(follow_system)
    wear(theme)


def follow_system() -> None:
    """Take on the system's scheme when that is what the theme says."""
    if look.theme.scheme == "system":
        wear(look.theme)


def wear(theme: Theme) -> None:
    """Show a theme: palette, fonts and stylesheet at once."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    text = min(max(theme.text, tokens.SMALLEST_TEXT), tokens.LARGEST_TEXT)
    look.theme = replace(theme, text=text)
    look.colours = tokens.DARK if _is_dark(app, theme.scheme) else tokens.LIGHT
    wanted = QFont(look.family) if look.family else QFont(app.font())
    wanted.setPixelSize(size(tokens.BODY))
    app.setFont(wanted)
    app.setPalette(palette(look.colours))
    app.setStyleSheet(sheet(look.colours))
    look.changed.emit()


def on_change(listener: Callable[[], None]) -> None:
    """Call a bound method of a QObject whenever colours or sizes change; it is forgotten with its object."""
    look.changed.connect(listener)


def _is_dark(app: QApplication, scheme: str) -> bool:
    if scheme != "system":
        return scheme == "dark"
    return app.styleHints().colorScheme() == Qt.ColorScheme.Dark


def sheet(scheme: Colours) -> str:
    """Give the stylesheet of a scheme: `$name` is a colour or a fixed size, `$name_px` a size that grows with text."""
    numbers = {name.lower(): value for name, value in vars(tokens).items() if isinstance(value, int)}
    words = {each.name: getattr(scheme, each.name) for each in fields(scheme)}
    words |= {name: f"{value}px" for name, value in numbers.items()}
    words |= {f"{name}_px": f"{size(value)}px" for name, value in numbers.items()}
    words["field_px"] = f"{size(tokens.TARGET) - 4}px"
    return Template((resources() / SHEET).read_text("utf-8")).substitute(words)


def palette(scheme: Colours) -> QPalette:
    """Give the palette of a scheme, for what the stylesheet does not reach."""
    role = QPalette.ColorRole
    made = QPalette()
    pairs = {
        role.Window: scheme.page, role.WindowText: scheme.text, role.Base: scheme.surface, role.Text: scheme.text,
        role.AlternateBase: scheme.sunken, role.Button: scheme.surface, role.ButtonText: scheme.text,
        role.ToolTipBase: scheme.text, role.ToolTipText: scheme.page, role.PlaceholderText: scheme.text_soft,
        role.Highlight: scheme.accent, role.HighlightedText: scheme.on_accent, role.Link: scheme.accent,
        role.LinkVisited: scheme.accent, role.Mid: scheme.line, role.Dark: scheme.line_strong,
        role.Light: scheme.hover, role.Accent: scheme.accent,
    }  # fmt: skip
    for which, value in pairs.items():
        made.setColor(which, QColor(value))
    for which in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(scheme.text_soft))
    return made
