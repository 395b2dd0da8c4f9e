"""How the pages look: colours, sizes, distances and styles, each named once."""

from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle

from sopdesk.pdf.fonts import BOLD, MONO, REGULAR

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT = RIGHT = 64.0
TOP, BOTTOM = 92.0, 84.0
WIDTH, HEIGHT = PAGE_WIDTH - LEFT - RIGHT, PAGE_HEIGHT - TOP - BOTTOM
ACROSS_WIDTH, ACROSS_HEIGHT = PAGE_HEIGHT - LEFT - RIGHT, PAGE_WIDTH - TOP - BOTTOM
"""The room on a page that lies across."""
HANG = 28.0
"""The room in which the numbers of steps hang."""

INK = HexColor("#1b1f24")
QUIET = HexColor("#57606a")
HAIRLINE = HexColor("#c9d1d9")
PAPER = HexColor("#f5f7f9")
ACCENT = HexColor("#1f4e79")
ALERT = HexColor("#9a3412")
ALERT_PAPER = HexColor("#fdf3ee")
WHITE = HexColor("#ffffff")


def _style(name: str, size: float, leading: float, **more: object) -> ParagraphStyle:
    """Give a style; `heading` is the level of a heading as a reader is told it, from 1."""
    font = str(more.pop("fontName", REGULAR))
    given = {"textColor": INK, "splitLongWords": 1, "allowWidows": 0, "allowOrphans": 0}
    return ParagraphStyle(
        name, fontName=font, fontSize=size, leading=leading, **{**given, **more}
    )  # fmt: skip


BODY = _style("body", 9.6, 14, spaceAfter=6)
LIST = _style("list", 9.6, 14, spaceAfter=3)
SMALL = _style("small", 8.2, 11.4, textColor=QUIET)
NOTE = _style("note", 8.6, 12, spaceAfter=5, textColor=QUIET)
LABEL = _style("label", 7.4, 10, fontName=BOLD, textColor=QUIET)
EYEBROW = _style("eyebrow", 10.4, 13, fontName=BOLD, textColor=ACCENT)
TITLE = _style("title", 23, 28, fontName=BOLD, spaceAfter=4, heading=1)
COVER = _style("cover", 32, 38, fontName=BOLD, spaceAfter=10, heading=1)
SUBEYEBROW = _style("eyebrow", 10.4, 13, fontName=BOLD, textColor=ACCENT)
SUBTITLE = _style("subtitle", 11, 15, textColor=QUIET, spaceAfter=10)
PART = _style(
    "part", 12.6, 16, fontName=BOLD, textColor=ACCENT, spaceBefore=15, spaceAfter=5, keepWithNext=1, heading=2
)
STEP = _style("step", 10.4, 14, fontName=BOLD, spaceBefore=10, spaceAfter=3, keepWithNext=1, heading=3)
STEP_FACTS = _style("step facts", 8.6, 12, textColor=QUIET, spaceAfter=5, keepWithNext=1)
STEP_NUMBER = _style("step number", 10.4, 14, fontName=BOLD, textColor=ACCENT)
TABLE_PART = ParagraphStyle("part above a table", parent=PART, keepWithNext=0)
HEADS = tuple(
    _style(f"head{n}", size, size * 1.35, fontName=BOLD, spaceBefore=9, spaceAfter=3, keepWithNext=1, heading=3 + n)
    for n, size in enumerate((11.6, 10.6, 10, 9.6, 9.6, 9.6), 1)
)
CODE = _style("code", 8.2, 11.4, fontName=MONO, spaceAfter=6)
DIGEST = _style("digest", 7.6, 10.6, fontName=MONO, textColor=INK)
CELL = _style("cell", 8.4, 11.4)
CELL_BOLD = _style("cell bold", 8.4, 11.4, fontName=BOLD)
CELL_RIGHT = _style("cell right", 8.4, 11.4, alignment=TA_RIGHT)
HEADER_CELL = _style("header cell", 7.6, 10.4, fontName=BOLD, textColor=QUIET)
TINY = _style("tiny", 7.2, 9.4, keepsLeft=1)  # in columns this narrow a name at the right edge runs into the next one
TINY_QUIET = _style("tiny quiet", 7.2, 9.4, textColor=QUIET)
CAPTION = _style("caption", 8.2, 11.4, textColor=QUIET, spaceBefore=2, spaceAfter=8)

INDEX = _style("index", 8.6, 11.6, leftIndent=8)
INDEX_PART = _style("index part", 9.6, 13, fontName=BOLD, spaceBefore=5, spaceAfter=2, keepWithNext=1, heading=2)
CARD_TITLE = _style("card title", 30, 34, fontName=BOLD, heading=1)
LABEL_TITLE = _style("label title", 12, 14)
CARD_STEP = _style("card step", 10.6, 13.4, spaceBefore=5, spaceAfter=1)
CARD_MUST = _style("card must", 10.6, 13.4, fontName=BOLD, spaceBefore=5, spaceAfter=1)
CARD_NUMBER = _style("card number", 10.6, 13.4, fontName=BOLD, textColor=ACCENT)
CARD_FACTS = _style("card facts", 8.4, 11, textColor=QUIET, spaceAfter=1)
CARD_LINE = _style("card line", 9.6, 12.4, spaceAfter=2)
CARD_PART = _style("card part", 11, 14, fontName=BOLD, textColor=ACCENT, spaceBefore=8, spaceAfter=3, heading=2)


@dataclass(frozen=True, slots=True)
class Tone:
    """How a box speaks: the word on it, its ink and its paper, and how thick the bar at its side is."""

    word: str
    ink: Color
    paper: Color
    bar: float


TIP = Tone("Tip", ACCENT, PAPER, 1.6)
WARNING = Tone("Warning", ALERT, ALERT_PAPER, 4.2)
EVIDENCE = Tone("Keep as evidence", QUIET, PAPER, 1.6)
SNIPPET = Tone("", HAIRLINE, PAPER, 0.0)
ABSENT = Tone("", QUIET, PAPER, 1.6)
STATUS = Tone("", ALERT, ALERT_PAPER, 4.2)
CONTROLLED = Tone("", ACCENT, PAPER, 4.2)

TABLE = [
    ("FONT", (0, 0), (-1, -1), REGULAR, CELL.fontSize),  # reportlab's own would be Helvetica, which is not embedded
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 5),
    ("LEFTPADDING", (0, 0), (0, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 5),
    ("TOPPADDING", (0, 0), (-1, -1), 3.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4.5),
    ("LINEBELOW", (0, 0), (-1, -1), 0.4, HAIRLINE),
]
HEADED_TABLE = [*TABLE, ("LINEBELOW", (0, 0), (-1, 0), 0.9, INK), ("LINEABOVE", (0, 0), (-1, 0), 0.4, HAIRLINE)]
