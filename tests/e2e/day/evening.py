"""The evening: the café is closed in phases, a sign-off is refused and then given, and the papers of the day leave."""

from PySide6.QtWidgets import QCheckBox, QLineEdit

from tests.e2e.day.afternoon import NOTES
from tests.e2e.day.hand import CTRL, Key
from tests.e2e.day.house import GEORGE, LEO, MEI, RUTH
from tests.e2e.day.morning import FRIDGE, OPENING
from tests.e2e.day.person import Person

CLOSING = "Closing the café"
DOORS, TILL, WAND = "Gas off and doors locked", "The till", "Steam wand cleaned"
REFUSED = "Milk still stands in the steam wand. Clean it again."
PIECES = (("20", "5"), ("10", "3"), ("5", "2"), ("1", "8"), ("0.50", "3"), ("0.10", "4"))
"""How many of each note and coin lie in the till: 149.90, where 150 should."""


def mei_ling_closes(her: Person) -> None:
    """Mei-Ling closes: what comes before, the cash by note and coin, and a second person at the end."""
    her.sit(MEI)
    if not (her.is_on_today(CLOSING, "Start") or her.is_on_today(CLOSING, "Go on")):
        return
    her.picture("the evening")
    her.open_run(CLOSING)
    her.tick("Last orders called at every table")
    her.tick(WAND)
    if not her.is_done(TILL):
        her.press(TILL, QCheckBox)
        for value, pieces in PIECES:
            her.fill(f"Pieces of {value}", pieces, QLineEdit)
        her.fill("If it differs: what was done about it", "Counted twice", QLineEdit)
        her.picture("cash by note and coin")
        her.key(Key.Key_Return, CTRL)
        her.until_done(TILL)
    her.agree(DOORS, LEO)
    her.press("Complete")
    her.wait_for("Completed.")
    her.diary.done(f"complete {CLOSING}")
    her.picture("the closing completed")


def george_refuses(him: Person) -> None:
    """George looks at the closing and gives it back with a reason."""
    him.sit(GEORGE)
    if not him.is_on_today(CLOSING, "Sign off"):
        return
    him.choose(CLOSING, "Sign off")
    him.picture("the closing to be signed off")
    him.press("Give back")
    him.fill("What is missing", REFUSED, half="refusal")
    him.key(Key.Key_Return, CTRL)
    him.wait_for("Given back")
    him.diary.done("given back")
    him.picture("given back")


def mei_ling_mends(her: Person) -> None:
    """Mei-Ling reads on Today why it came back, does the line again, and completes the closing once more."""
    her.sit(MEI)
    if not her.is_on_today(CLOSING, "Go on"):
        return
    her.picture("it came back")
    her.open_run(CLOSING)
    her.wait_for(REFUSED)
    her.do_again(WAND, "23:")
    her.press("Complete")
    her.wait_for("Completed.")
    her.diary.done(f"complete {CLOSING} again")


def george_signs(him: Person) -> None:
    """George signs the closing off with his password."""
    him.sit(GEORGE)
    if not him.is_on_today(CLOSING, "Sign off"):
        return
    him.choose(CLOSING, "Sign off")
    him.sign("Sign off")
    him.wait_for("Signed off")
    him.diary.done(f"sign off {CLOSING}")
    him.picture("signed off")


def ruth_takes_it_along(her: Person) -> None:
    """Ruth takes the papers of the day along: both runs, the incident's file, the hand-over, the trail of the day."""
    her.sit(RUTH)
    for name, title in (("opening.pdf", OPENING), ("closing.pdf", CLOSING)):
        if not her.has_saved(name):
            her.go("Checklists")
            her.press("Past runs")
            her.choose(title)
            her.wait_for("started by")
            her.picture(f"{title}, signed off")
            her.save_as(name, lambda: her.press("PDF"))
    if not her.has_saved("incident.pdf"):
        her.go("Incidents")
        her.choose(FRIDGE)
        her.save_as("incident.pdf", lambda: her.press("PDF"))
        her.picture("the incident's file")
    if not her.has_saved("hand-over.pdf"):
        her.go("Checklists")
        her.press("Hand-over book")
        her.choose(NOTES[:20])
        her.save_as("hand-over.pdf", lambda: her.press("PDF"))
    if not her.has_saved("trail.pdf"):
        her.go("Trail")
        her.press("Period: Today")
        her.picture("the trail of the day")
        her.press("Export")
        her.save_as("trail.pdf", lambda: her.press("Choose a file"))
        her.picture("the trail is saved")
