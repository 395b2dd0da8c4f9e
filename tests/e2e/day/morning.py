"""The morning: the café is opened, a fridge is too warm, a customer waits, and a dispute goes up."""

from PySide6.QtWidgets import QAbstractButton

from tests.e2e.day.hand import CTRL, Key
from tests.e2e.day.house import AMIRA, INES, LEO, MEI
from tests.e2e.day.person import Person

OPENING, BILL = "Opening the café", "A customer disputes a bill"
FRIDGE = "Fridge of the counter"
TOO_WARM = f"{FRIDGE}: 9 °C at half past six. The door had not closed, a tray stood in its way."
MOVED = "Milk and cakes moved to the kitchen fridge, tray taken out"
SHORT = "Oat milk for one day, no lids for the small cups"


def amira_opens(her: Person) -> None:
    """Amira opens: what the lines of the opening ask for, and an incident from the line that is not in order."""
    her.sit(AMIRA, on_duty=True)
    her.go("Today")
    her.picture("today in the morning")
    her.open_run(OPENING)
    her.tick("Lights and heating on")
    if her.count(FRIDGE, "9", MOVED):
        her.picture("a fridge too warm")
    _report_the_fridge(her)
    her.answer("The floor", "dry")
    if not her.is_done("The counter as the guest sees it"):
        her.pick_file(her.photo, lambda: her.press("Photo: The counter as the guest sees it"))
        her.until_done("The counter as the guest sees it")
    her.describe("What runs short today", SHORT)
    her.picture("the opening as Amira leaves it")
    her.lock()
    her.picture("locked")


def _report_the_fridge(her: Person) -> None:
    """Log the incident from the line, unless it stands among the incidents."""
    her.go("Incidents")
    if her.line(FRIDGE) is None:
        her.open_run(OPENING)
        her.press(f"Something is wrong: {FRIDGE}")
        her.take("What kind: Near miss")
        her.fill("What happened", TOO_WARM, half="incident")
        her.wait_for(OPENING)
        her.picture("logging the incident")
        her.key(Key.Key_Return, CTRL)
        her.wait_for("Logged as")
        her.diary.done("incident")
        her.picture("the incident is logged")
    her.open_run(OPENING)


def leo_goes_on(him: Person) -> None:
    """Leo goes on with what Amira began, and Inês lets a line be skipped."""
    him.sit(LEO)
    if not him.is_on_today(OPENING, "Go on"):
        return
    him.picture("Leo's Today")
    him.open_run(OPENING)
    him.count("Float counted into the till", "150")
    him.tick("Steam wand run for ten seconds")
    him.skip("Allergen cards checked against the cakes", "The cakes come at nine today, Leo checks them then", INES)
    him.picture("a line skipped with the supervisor")
    him.agree("Fire exit free", AMIRA)
    him.fill("Note for the next shift", "Cakes come at nine: cards to be checked.", half="opening note")
    him.press("Complete")
    him.wait_for("Completed.")
    him.diary.done(f"complete {OPENING}")
    him.picture("the opening completed")


def a_customer_waits(her: Person) -> None:
    """Mei-Ling looks something up while a customer waits, then is led through a dispute until it goes up."""
    her.sit(MEI)
    her.key(Key.Key_K, CTRL)
    her.write("nuts cake")
    her.until("an answer about the cake", lambda: her.line("nuts in the carrot cake") is not None)
    her.picture("looked up while a customer waits")
    her.key(Key.Key_Return)
    her.wait_for("A customer asks about allergens")
    her.picture("the answer")
    her.go("Checklists")
    if her.line(BILL, "Look") is not None:
        return  # it has gone up already
    her.choose(BILL, "Go on" if her.line(BILL, "Go on") else "Start")
    her.wait_for("begun by")
    _answer(her, "Is the bill wrong?", "Yes, a line is wrong")
    _answer(her, "How much is it about?", "More than £25")
    her.wait_for("Handed up to")
    her.diary.done("handed up")
    her.picture("the dispute goes up")


def _answer(her: Person, question: str, words: str) -> None:
    her.until(question, lambda: her.reads(question) or her.reads("Handed up to"))
    if her.reads("Handed up to") or not her.find(QAbstractButton, words):
        return
    her.picture("a question of the workflow")
    her.press(words)
    her.diary.done(f"answer {words}")


def amira_takes_over(her: Person) -> None:
    """Amira is on duty: she sees on Today what went up, with the way so far, and takes it over."""
    her.sit(AMIRA)
    if not her.is_on_today(BILL, "Take over"):
        return
    her.picture("Amira's Today")
    her.choose(BILL, "Take over")
    her.wait_for("Handed up to")
    her.wait_for("More than £25")
    her.press("Take it over")
    her.wait_for("Taken over by")
    her.diary.done("taken over")
    her.picture("taken over with the way")
