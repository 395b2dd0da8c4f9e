"""The afternoon: the shift changes, money and notes go from hand to hand, and a check that nobody did is explained."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from tests.e2e.day.hand import CTRL, Key
from tests.e2e.day.house import AMIRA, GEORGE, INES, MEI
from tests.e2e.day.morning import OPENING
from tests.e2e.day.person import Person

FRIDGES = "Midday check of the fridges"
NOTES = "The counter fridge was warm in the morning: look at it every hour. Oat milk runs short."
WHY = "Both of us stood at the till with the dispute, and nobody thought of the fridges."


def ines_looks_up(her: Person) -> None:
    """Inês sees on Today that nobody did the midday check."""
    her.sit(INES)
    her.go("Today")
    her.until("the missed check", lambda: her.line(FRIDGES, "Say why") is not None)
    her.picture("a check was missed")


def shift_change(her: Person) -> None:
    """Amira leaves a hand-over with notes and cash to the late shift."""
    her.sit(AMIRA)
    her.go("Checklists")
    her.press("Hand-over book")
    her.wait_for("Hand-over book")
    if her.line(NOTES[:20]) is not None:
        return
    her.press("Hand over")
    her.fill("Notes for the next shift", NOTES, QPlainTextEdit, half="hand-over")
    if her.find(QLineEdit, "Which cash") is None:
        her.press("Add cash")
    her.fill("Which cash", "The till", QLineEdit)
    her.fill("How much cash", "150", QLineEdit)
    her.key(Key.Key_Tab)
    her.write(GEORGE[:2])
    her.until("the cash is for George", lambda: her.need(QComboBox, "For whom").currentText() == GEORGE)
    her.picture("handing over")
    her.key(Key.Key_Return, CTRL)
    her.wait_for("Handed over.")
    her.diary.done("handed over")
    her.picture("handed over")


def the_late_shift_reads(him: Person) -> None:
    """George counts the cash and signs for it; George and Mei-Ling say that they have read the hand-over."""
    him.sit(GEORGE, on_duty=True)
    if him.is_on_today("To sign for", "Count"):
        him.picture("George comes")
        him.choose("To sign for", "Count")
        him.press("Count and sign for it")
        him.fill("The till (GBP)", "150", QLineEdit)
        him.picture("counting the cash")
        him.pin()
        him.wait_for("Signed for.")
        him.diary.done("signed for")
    him.read_handovers(GEORGE)
    him.sit(MEI)
    him.read_handovers(MEI)
    him.picture("the hand-over, read by both")


def a_missed_check(him: Person) -> None:
    """Nobody did the midday check: it became missed, and George says how it came. He signs off the opening, too."""
    him.sit(GEORGE)
    him.go("Today")
    if him.line(FRIDGES, "Say why") is not None:
        him.choose(FRIDGES, "Say why")
        him.fill("How it came", WHY, half="missed")
        him.picture("why it was missed")
        him.key(Key.Key_Return, CTRL)
        him.wait_for("Recorded.")
        him.diary.done("explained")
    if him.is_on_today(OPENING, "Sign off"):
        him.choose(OPENING, "Sign off")
        him.picture("the opening to be signed off")
        him.sign("Sign off")
        him.wait_for("Signed off")
        him.diary.done(f"sign off {OPENING}")
