"""What a person of the house does at the desk, whatever is there already: signs in, looks at Today, works on lines."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from tests.e2e.day.hand import CTRL, PATIENCE, Hand, Key, text_of
from tests.e2e.day.house import PASSWORD, PIN
from tests.e2e.day.world import Diary

SETTLED = 0.7
"""Seconds after which the desk has kept what was typed: it says so itself after half a second."""


class Person(Hand):
    """Somebody at the desk; every act looks first whether it is done."""

    def __init__(self, window: QWidget, diary: Diary, folder: Path, pictures: Path | None = None) -> None:
        super().__init__(window, diary, pictures)
        self.photo, self._papers = folder / "counter.png", folder / "papers"

    # -- who is here, and where

    def sit(self, name: str, *, on_duty: bool = False) -> None:
        """Sign in with one's tile and PIN, unless one is at the desk already."""
        if self.find(QPushButton, f"At the desk: {name}…") is not None:
            return
        self.click(self.find(QPushButton, "At the desk: …") or self.need(QPushButton, "Sign in"))
        self.press(f"{name}, …")
        self.need(QWidget, "PIN")
        duty = self.find(QCheckBox, "I come on duty")
        if on_duty and duty is not None:
            self.click(duty)
        self.pin()
        self.need(QPushButton, f"At the desk: {name}…")

    def pin(self) -> None:
        """Enter a PIN on the pad that is in sight."""
        pad = self.need(QWidget, "PIN")
        if self.keyboard() is not pad:
            self.click(pad)
        self.write(PIN)
        self.key(Key.Key_Return)

    def lock(self) -> None:
        """Lock the desk."""
        self.key(Key.Key_L, CTRL)
        self.need(QPushButton, "Sign in")

    def go(self, place: str) -> None:
        """Go to a place of the rail."""
        self.click(self.find(QPushButton, place) or self.need(QPushButton, f"{place}, …"))

    def open_run(self, title: str) -> None:
        """Go on with a checklist from Today, or start it where nobody has."""
        self.go("Today")
        acts = ("Go on", "Start")
        self.until(f"{title} on Today", lambda: any(self.line(title, act) for act in acts))
        act = next(act for act in acts if self.line(title, act))
        self.choose(title, act)
        self.wait_for("started by")
        if act == "Start":
            self.diary.done(f"start {title}")

    def is_on_today(self, title: str, act: str) -> bool:
        """Look on Today whether a line with an act is there."""
        self.go("Today")
        return self.line(title, act) is not None

    # -- lines of a run

    def is_done(self, line: str) -> bool:
        """Tell whether a line of the run is recorded."""
        return self.need(QCheckBox, line).isChecked()

    def until_done(self, line: str) -> None:
        """Wait until the screen shows that a line is recorded."""
        self.until(f"“{line}” recorded", lambda: self.is_done(line))
        self.diary.done(f"line {line}")

    def tick(self, line: str) -> None:
        """Tick a line."""
        if not self.is_done(line):
            self.press(line, QCheckBox)
            self.until_done(line)

    def count(self, line: str, value: str, about_it: str = "") -> bool:
        """Type a number; one out of bounds with what was done. Tell whether it was done now."""
        if self.is_done(line):
            return False
        self.fill(line, value, QLineEdit)
        self.key(Key.Key_Return)
        if about_it:
            self.wait_for("is outside")
            self.fill("What was done about it", about_it)
            self.key(Key.Key_Return, CTRL)
        self.until_done(line)
        return True

    def answer(self, line: str, choice: str) -> None:
        """Choose an answer."""
        if not self.is_done(line):
            self.press(f"{line}: {choice}")
            self.until_done(line)

    def describe(self, line: str, text: str) -> None:
        """Write a text."""
        if not self.is_done(line):
            self.fill(line, text, QPlainTextEdit, half=line)
            self.key(Key.Key_Return, CTRL)
            self.until_done(line)

    def agree(self, line: str, who: str) -> None:
        """Have a second person confirm a line with their PIN."""
        if not self.is_done(line):
            self.press(line, QCheckBox)
            self.take(f"Who agrees: {who}")
            self.pin()
            self.until_done(line)

    def do_again(self, line: str, since: str) -> None:
        """Take a line back and tick it again, unless that was done since an hour such as "23:"."""
        if self.is_done(line) and since in self.need(QCheckBox, line).accessibleDescription():
            return
        if self.is_done(line):
            self.press(f"Take back: {line}")
            self.until(f"“{line}” open", lambda: not self.is_done(line))
        self.press(line, QCheckBox)
        self.until(f"“{line}” recorded", lambda: self.is_done(line))
        self.diary.done(f"line {line}, again")

    def skip(self, line: str, reason: str, supervisor: str) -> None:
        """Leave a line out that must be done, with a supervisor beside."""
        if not self.is_done(line):
            self.press(f"Skip: {line}")
            self.fill("Why it is left out", reason, half=f"skip {line}")
            self.take(f"Who agrees: {supervisor}")
            self.pin()
            self.until_done(line)

    # -- forms

    def fill(self, name: str, text: str, kind: type[QWidget] = QWidget, *, half: str = "") -> None:
        """Type a text into a field: what is missing of it, where its beginning stands there already.

        With `half` somebody pauses in the middle, long enough for the desk to keep what stands there.
        """
        field = self.need(kind, name)
        if field is not self.keyboard():
            self.click(field)
        stands = text_of(field)
        if half and self.diary.has("half", half):
            ok = len(stands) >= len(text) // 2 and text.startswith(stands)
            (self.diary.found if ok else self.diary.lost)(half)
        if not text.startswith(stands):
            self.key(Key.Key_A, CTRL)
            stands = ""
        else:
            self.key(Key.Key_End, CTRL)
        middle = len(text) // 2
        if half and len(stands) < middle:
            self.write(text[len(stands) : middle])
            self.pause(SETTLED)
            self.diary.half(half)
            stands = text[:middle]
        self.write(text[len(stands) :])

    def take(self, chip: str) -> None:
        """Take one of a few answers, unless it is taken already: a second press would take it back."""
        if not self.need(QPushButton, chip).isChecked():
            self.press(chip)

    def pause(self, seconds: float) -> None:
        """Do nothing for a moment."""
        end = monotonic() + min(seconds, PATIENCE)
        self.until("a pause", lambda: monotonic() >= end)

    def sign(self, act: str) -> None:
        """Sign with the password on the sheet that opens."""
        self.press(act)
        self.wait_for("By signing you say")
        self.fill("Password", PASSWORD, QLineEdit)
        self.key(Key.Key_Return)

    # -- hand-overs and papers

    def read_handovers(self, name: str) -> None:
        """Read what Today says the shift before has left, and say so."""
        while self.is_on_today("Hand-over from", "Read"):
            self.choose("Hand-over from", "Read")
            self.wait_for("Read by")
            left_by = next(each.text() for each in self.all(QLabel) if each.text().startswith("Hand-over from"))
            self.press("I have read it")
            self.wait_for("Recorded that you have read it.")
            self.diary.done(f"{name} has read: {left_by}")

    def has_saved(self, name: str) -> bool:
        """Tell whether a paper of the day lies in the folder."""
        return (self._papers / name).exists()

    def save_as(self, name: str, asks: Callable[[], object]) -> None:
        """Save what leaves the desk in the day's folder."""
        self.pick_file(self._papers / name, asks)
        self.wait_for("aved as")
        self.diary.done(f"saved {name}")
