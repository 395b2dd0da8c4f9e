"""What a printed procedure says of itself on every page: controlled or not, which revision, and a code to scan."""

from dataclasses import dataclass

from reportlab.graphics.barcode.qr import QrCode
from reportlab.pdfgen.canvas import Canvas

from sopdesk.domain.scan_code import Scan, scan_code
from sopdesk.pdf import fonts
from sopdesk.pdf.fonts import BOLD, REGULAR
from sopdesk.pdf.style import ACCENT, ALERT, INK, QUIET, WHITE
from sopdesk.views.copies import CopyMark
from sopdesk.views.manual import RevisionRow

UNCONTROLLED = "Uncontrolled when printed"
ADVICE = "check at the desk whether this is still in force"
CODE_SIDE = 54.0
"""The side of the code in points: 19 mm, so that one module is half a millimetre."""
_DIGITS = 12
"""So many digits of the text's digest stand on every page; all of them stand under Approval."""


@dataclass(frozen=True, slots=True)
class Control:
    """Whether a page is a controlled copy, what it holds, and the code that leads from it to the desk ("": none)."""

    standing: str
    what: str
    code: str = ""
    controlled: bool = False


def control_of(number: str, revision: RevisionRow, copy: CopyMark | None = None, *, code: bool = True) -> Control:
    """Give what the pages of a revision say of themselves, as a controlled copy or not."""
    label = revision.label or f"proposal {revision.proposal}"
    text = " ".join(revision.digest[n : n + 4] for n in range(0, _DIGITS, 4))
    what = f"{number} · revision {label} · text {text}…"
    coded = scan_code(Scan(number, revision.label, copy.number if copy else "")) if code else ""
    standing = f"Controlled copy {copy.number}" if copy else UNCONTROLLED
    return Control(standing, what, coded, controlled=copy is not None)


def draw_control(canvas: Canvas, control: Control, x: float, y: float, room: float) -> None:
    """Write in one line whether the page is controlled, and what it holds."""
    said = fonts.clip(control.standing.upper(), BOLD, 7.2, room)
    wide = fonts.width(said, BOLD, 7.2)
    if control.controlled:
        canvas.setFillColor(ACCENT)
        canvas.roundRect(x, y - 3.4, wide + 10, 11.6, 2, stroke=0, fill=1)
    canvas.setFillColor(WHITE if control.controlled else ALERT)
    canvas.setFont(BOLD, 7.2)
    canvas.drawString(x + (5 if control.controlled else 0), y, said)
    used = wide + (16 if control.controlled else 6)
    canvas.setFillColor(INK if control.controlled else QUIET)
    what = fonts.clip(control.what, REGULAR, 7.4, room - used)
    if fonts.is_plain(what, REGULAR):
        canvas.setFont(REGULAR, 7.4)
        canvas.drawString(x + used, y, what)


def draw_code(canvas: Canvas, code: str, x: float, y: float, side: float) -> None:
    """Draw a code for a scanner as a square, with the quiet zone of four modules that ISO/IEC 18004 asks for."""
    drawn = QrCode(code, qrLevel="M", qrBorder=4)
    drawn.width = drawn.height = side
    canvas.setFillColor(WHITE)
    canvas.rect(x, y, side, side, stroke=0, fill=1)
    canvas.setFillColor(INK)
    drawn.drawOn(canvas, x, y)
