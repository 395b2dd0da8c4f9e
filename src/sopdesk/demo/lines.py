"""How somebody of the demo café does the lines of a checklist, whatever they ask for; now and then not in order.

Seven weeks hold thousands of lines, so a few are recorded at once, by the rules of `domain.marking` itself.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random

from sopdesk.demo import answers, cast
from sopdesk.demo.photos import photo
from sopdesk.demo.till import pieces
from sopdesk.domain import marking
from sopdesk.domain import run as course
from sopdesk.domain.cash import Counted
from sopdesk.domain.run import Run
from sopdesk.domain.sop import Answer, Item, Procedure
from sopdesk.services.workspace import Workspace

HOT = Decimal(50)
"""What has to be above that is hot food, and goes wrong downwards."""
FAILS, LEFT_OUT, NOT_THERE, SELDOM_NOT, RARELY = 0.02, 0.03, 0.3, 0.9, 0.004
OFF_BY = Decimal(10)


class Lines:
    """Does lines as people do: mostly in order, sometimes not, and then says what was done about it."""

    def __init__(self, desk: Workspace, people: Mapping[str, str], random: Random) -> None:
        """Draw lots of `random`; `people` are ids by their keys."""
        self._desk = desk
        self._people = people
        self._random = random

    def do(
        self, worker: str, run: str, content: Procedure, items: Sequence[Item], *, beside: Sequence[str], well: bool
    ) -> None:
        """Do a few lines at once, of one phase; `beside` are those who may confirm one with their PIN.

        `well`: all is in order and nothing is left out.
        """
        out = {each.id for each in items if not well and self._chance(_share_left_out(each))}
        for each in items:
            if each.id not in out and (each.photo or each.asks is Answer.PHOTO):
                self.photograph(worker, run, each.id)
        state = self._desk.desk.load(run, course.fold)
        second = next(each for each in (*beside, *self._people.values()) if each != worker)
        events = [
            event
            for each in items
            for event in (self._leave_out(state, content, each, worker) if each.id in out
                          else self._answer(state, content, each, worker, second, well=well))
        ]  # fmt: skip
        if events:
            self._desk.desk.record(worker, (run, events))

    def photograph(self, worker: str, run: str, line: str, *, motif: str = "", words: str = "") -> None:
        """Add a photo to a line, with the time in its corner as the house's clock shows it."""
        at = self._desk.desk.now().astimezone(self._desk.desk.zone())
        taken = photo(motif or line, at, words)
        self._desk.checklists.photograph(by=worker, run=run, item=line, photo=taken, name=f"{line}.svg")

    def _answer(
        self, run: Run, content: Procedure, item: Item, worker: str, second: str, *, well: bool
    ) -> Sequence[object]:
        fails = not well and self._chance(FAILS)
        match item.asks:
            case Answer.TICK:
                return marking.tick(run, content, item.id)
            case Answer.NUMBER | Answer.AMOUNT:
                value, about = self._count(item, fails=fails)
                return marking.count(run, content, item.id, value, done_about_it=about)
            case Answer.TEXT:
                return marking.note(run, content, item.id, self._one(answers.TEXTS.get(item.id, ("none",))))
            case Answer.CHOICE:
                choice, about = self._choose(item, fails=fails)
                return marking.choose(run, content, item.id, choice, done_about_it=about)
            case Answer.SECOND:
                return marking.confirm(run, content, item.id, by=worker, second=second)
            case Answer.CASH:
                return self._count_cash(run, content, item, fails=fails)
            case _:
                return ()  # a photo was taken already

    def _leave_out(self, run: Run, content: Procedure, item: Item, worker: str) -> Sequence[object]:
        reason = answers.NOT_TODAY.get(item.id) or answers.INSTEAD.get(item.asks) or self._one(answers.SKIPPED)
        supervisor = self._people["george" if worker != self._people["george"] else "ines"]
        return marking.skip(run, content, item.id, reason=reason, may_skip_must=True, allowed_by=supervisor)

    def _count(self, item: Item, *, fails: bool) -> tuple[Decimal, str]:
        low = item.low if item.low is not None else Decimal(0)
        high = item.high if item.high is not None else low + 5
        if fails and "°" in item.unit:
            hot = low > HOT
            value = low - Decimal("4.5") if hot else high + Decimal("1.8")
            return value, self._one(answers.NOT_HOT if hot else answers.TOO_WARM)
        if fails and item.bounded and low == high:
            return low + 2, self._one(answers.OTHERWISE)
        return self._within(item, low, high), ""

    def _within(self, item: Item, low: Decimal, high: Decimal) -> Decimal:
        reach = 0.35 if low == 0 and item.unit in answers.WHOLE else 1  # few portions are thrown away on most days
        share = Decimal(self._random.randint(12, 84)) / 100 * Decimal(str(reach))
        step = Decimal(1) if item.unit in answers.WHOLE else Decimal("0.1")
        return (low + (high - low) * share).quantize(step) + 0  # never minus nothing

    def _choose(self, item: Item, *, fails: bool) -> tuple[str, str]:
        known = [each for each in item.failing if each in answers.DONE_ABOUT]
        good = [each for each in item.choices if each not in item.failing]
        if fails and known:
            choice = self._one(known)
            return choice, self._one(answers.DONE_ABOUT[choice])
        return good[0] if self._chance(0.85) else self._one(good), ""

    def _count_cash(self, run: Run, content: Procedure, item: Item, *, fails: bool) -> Sequence[object]:
        should = item.expected
        if should is None:
            should = Decimal(self._random.randint(180_00, 940_00)) / 100
        off = OFF_BY * self._random.choice((-1, 1)) if fails else self._slip(item)
        about = self._one(answers.COUNT_OFF) if fails else ""
        counted = self.cash(should + off)
        return marking.count_cash(run, content, item.id, counted, expected=should, done_about_it=about)

    def cash(self, amount: Decimal) -> Counted:
        """Give notes and coins that come to an amount."""
        return pieces(amount, cast.CURRENCY, self._random)

    def _slip(self, item: Item) -> Decimal:
        """Give a small difference, where the line allows one."""
        if item.high is None or not self._chance(0.3):
            return Decimal(0)
        return Decimal(self._random.choice(("-1.00", "-0.50", "0.20", "0.10", "-0.05", "2.00"))).min(item.high)

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _one(self, words: Sequence[str]) -> str:
        return self._random.choice(words)


def _share_left_out(item: Item) -> float:
    if item.must:
        return RARELY
    if item.id in answers.SELDOM:
        return SELDOM_NOT
    return NOT_THERE if item.id in answers.NOT_TODAY else LEFT_OUT
