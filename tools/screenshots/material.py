"""What is shown: an old manual and complaints to import, a checklist with every kind of line."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path

from PIL import Image

from sopdesk.demo.cast import PASSWORD, PIN
from sopdesk.domain.revision import Significance
from sopdesk.domain.sop import Answer, Format, Item, Kind, Procedure, Step
from sopdesk.services.workspace import Workspace

MONTHS = 12
NAMES = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
VIA = ("counter", "phone", "web")
TOLD = (
    "The coffee was cold when it came to the table", "Charged twice for one sandwich", "Nobody at the till for minutes",
    "The cake held nuts that were not on the card", "No receipt although I asked for one", "The floor was wet",
)  # fmt: skip
PAGES = {
    "counter/refund.md": "# Giving money back\n\n1. Ask for the receipt.\n2. Look at [the till](till.md).\n3. Sign.\n",
    "counter/till.md": "# The till\n\nIt is counted twice. See [the safe](../office/safe.md).\n",
    "kitchen/fridge.md": "# The fridge\n\n1. Read the thermometer.\n2. Write it down.\n\n![The dial](dial.png)\n",
}
EVERY_KIND = (
    Step("counter", "The counter", "Before the first guest.", items=(
        Item("wand", "Steam wand wiped", must=True),
        Item("fridge", "Milk fridge", Answer.NUMBER, "°C", Decimal(1), Decimal(5)),
        Item("left", "Right fridge", Answer.NUMBER, "°C", Decimal(1), Decimal(5)),
        Item("grinder", "How does the grinder sound?", Answer.CHOICE, choices=("as always", "dry", "it does not run"),
             failing=("dry", "it does not run")),
        Item("tips", "Tips of yesterday", Answer.AMOUNT),
    )),
    Step("till", "The till", items=(
        Item("float", "Float of the left till", Answer.CASH, expected=Decimal(150)),
        Item("safe", "Safe locked", Answer.SECOND, must=True),
    )),
    Step("room", "The room", items=(
        Item("window", "Window display", Answer.PHOTO),
        Item("floor", "Floor dry", photo=True),
        Item("short", "What runs short", Answer.TEXT),
        Item("heater", "Terrace heater off"),
    )),
)  # fmt: skip
"""Steps that ask for everything a line can ask for."""


def begin_every_kind(desk: Workspace) -> str:
    """Put a checklist with every kind of line in force, and have Leo do half of it; give the run."""
    people = {each.name.split()[0]: each.id for each in desk.people.tiles()}
    leo, mei = people["Leo"], people["Mei-Ling"]
    content = Procedure(
        "SOP-099", "Opening the counter", Kind.PROCESS, Format.CHECKLIST, "At the counter", "supervisor",
        purpose="Everything works before the first guest comes.", steps=EVERY_KIND,
    )  # fmt: skip
    sop = desk.manual.submit(by=people["Tomasz"], content=content, reason="Opening is one list from now on.")
    reasons = {each.key: "For the pictures." for each in desk.manual.obstacles(sop, 1)}
    for who in ("George", "Inês", "Ruth")[: desk.manual.approvals_needed()[content.kind]]:
        desk.manual.approve(
            by=people[who], password=PASSWORD, sop=sop, proposal=1, significance=Significance.MAJOR, reasons=reasons
        )
    lists = desk.checklists
    run = lists.start(by=leo, sop=sop)
    lists.tick(by=leo, run=run, item="wand")
    lists.count(by=leo, run=run, item="fridge", value=Decimal("3.5"))
    lists.count(by=leo, run=run, item="left", value=Decimal("7.5"), done_about_it="Moved the milk, called the service.")
    lists.choose(by=leo, run=run, item="grinder", choice="as always")
    lists.confirm(by=leo, run=run, item="safe", second=mei, pin=PIN)
    lists.photograph(by=leo, run=run, item="window", photo=_photo(), name="window.jpg")
    lists.skip(by=leo, run=run, item="heater", reason="The terrace is closed.")
    return run


def write_material(folder: Path) -> tuple[Path, Path]:
    """Write an invented manual of three pages, and complaints whose days and months are partly changed about."""
    pages = folder / "old-manual"
    for name, text in PAGES.items():
        (pages / name).parent.mkdir(parents=True, exist_ok=True)
        (pages / name).write_text(text, "utf-8")
    table = folder / "complaints-2025.csv"
    rows = ["Ticket,Complaint,Date,Written,Time,Received via,Place"]
    for n in range(84):
        day, month = n * 5 % 28 + 1, n % 3 + 4
        swapped = day <= MONTHS and day != month
        date = f"2025-{month:02}-{day:02}" if swapped else f"{day:02}-{month:02}-25"
        written = f"{month:02}-{NAMES[day - 1]}-25" if swapped else f"{day:02}-{NAMES[month - 1]}-25"
        rows.append(f"{1200 + n},{TOLD[n % len(TOLD)]},{date},{written},{8 + n % 11}:{n % 60:02},{VIA[n % 3]},Counter")
    table.write_text("\n".join(rows), "utf-8")
    return pages, table


def _photo() -> bytes:
    """Give an invented photo: light from a window on a dark wall."""
    photo = Image.radial_gradient("L").resize((640, 480)).convert("RGB")
    out = BytesIO()
    photo.save(out, "JPEG", quality=80)
    return out.getvalue()
