"""A foreign chart as a decision workflow: nothing of it is dropped, what has no place stands in the nearest step."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from sopdesk.domain.flow import DONE, asks
from sopdesk.domain.sop import Branch, Format, Kind, Part, Procedure, Step
from sopdesk.interchange.chart import Arrow, Box, Chart, Shape, Unclear

GO_ON, FINISHED = "Go on", "Finished"
"""The answers of a step that leads elsewhere than to the next one, and of one that ends."""
_NO_WORDS = re.compile(r"(the )?(start|begin|stop|end|done|finish(ed)?)( event)?\W*", re.IGNORECASE)
_NOT_ID = re.compile(r"[^a-z0-9]+")
LONGEST_ID = 40


@dataclass(frozen=True, slots=True)
class Reading:
    """A workflow made of a chart, with how much was in the chart and what of it was not understood."""

    content: Procedure
    boxes: int
    arrows: int
    unclear: tuple[Unclear, ...]


def workflow_of(chart: Chart, *, title: str = "", role: Callable[[str], str] | None = None) -> Reading:
    """Give the workflow that a chart stands for; `title` where the chart has none, `role` gives a role's id.

    The procedure has no number, section or owner yet.
    """
    counts = len(chart.boxes), sum(not each.implied for each in chart.arrows)
    scope = _without_starts(chart)
    _without_junctions(chart)
    for box in chart.boxes.values():
        box.role = (role or slug)(box.role) if box.role and not chart.own else box.role
    maker = _Maker(chart)
    steps = maker.steps()
    parts = (Part("Not understood", _listed(maker.homeless)),) if maker.homeless else ()
    content = Procedure(
        "", chart.title or title, Kind.PROCESS, Format.WORKFLOW, "", "", scope=scope, steps=steps, parts=parts
    )
    return Reading(content, *counts, tuple(chart.unclear))


def _without_starts(chart: Chart) -> str:
    """Take the starts out that lead to one box; give what they say as the scope."""
    said: list[str] = []
    reached = {each.target for each in chart.arrows}
    for box in [each for each in chart.boxes.values() if each.shape in {Shape.START, Shape.TERMINAL}]:
        ways = chart.out(box.id)
        if chart.own or box.id in reached or len(ways) != 1:
            box.shape = Shape.STEP if box.shape is Shape.START else box.shape
            continue
        words = [] if _NO_WORDS.fullmatch(box.text) else [f"Begins with: {box.text}."]
        said += [each for each in (*words, ways[0].text, *box.notes) if each]
        chart.unclear = [replace(each, near=ways[0].target) if each.near == box.id else each for each in chart.unclear]
        chart.remove(box.id)
    return "\n\n".join(said)


def _without_junctions(chart: Chart) -> None:
    """Let the ways that meet in a junction lead on to where it leads."""
    for box in [each for each in chart.boxes.values() if each.shape is Shape.JUNCTION]:
        ways = chart.out(box.id)
        if len(ways) != 1 or ways[0].target == box.id:
            box.shape = Shape.QUESTION if ways else Shape.TERMINAL
            continue
        for each in chart.into(box.id):
            each.target, each.text = ways[0].target, each.text or ways[0].text
        chart.unclear = [replace(each, near=ways[0].target) if each.near == box.id else each for each in chart.unclear]
        chart.boxes[ways[0].target].notes += box.notes
        chart.remove(box.id)


class _Maker:
    """Makes the steps of one chart; `homeless` is what was not understood and lies near no step."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart
        self._folded: dict[str, str] = {}
        self._find_folded()
        self._order = [each for each in chart.in_order() if each.id not in self._folded]
        self._ids = _ids(self._order)
        self.homeless: list[Unclear] = []

    def steps(self) -> tuple[Step, ...]:
        """Give the steps in their order."""
        notes = self._notes()
        return tuple(self._step(place, box, notes.get(box.id, [])) for place, box in enumerate(self._order))

    def _find_folded(self) -> None:
        """Find what is done on the way of one answer: it belongs to that answer, and is no step of its own."""
        chart = self._chart
        for box in chart.boxes.values():
            ways, before = chart.out(box.id), chart.into(box.id)
            if box.shape in {Shape.ENDING, Shape.ACTION}:
                self._folded[box.id] = box.id
            elif not chart.own and before and self._ends(box, ways):
                from_questions = all(self._is_question(each.source) for each in before)
                if box.shape is Shape.TERMINAL or (from_questions and len(before) == 1 and not box.role):
                    self._folded[box.id] = box.id

    def _ends(self, box: Box, ways: list[Arrow]) -> bool:
        """Tell whether a box is the last of its way, or leads to an end and nowhere else."""
        if box.shape is Shape.QUESTION or asks(Step("", box.text)):
            return False
        if not ways:
            return True
        after = self._chart.boxes[ways[0].target]
        return len(ways) == 1 and after.id != box.id and after.shape is Shape.TERMINAL and not self._chart.out(after.id)

    def _is_question(self, name: str) -> bool:
        return self._chart.boxes[name].shape is Shape.QUESTION or len(self._chart.out(name)) > 1

    def _notes(self) -> dict[str, list[str]]:
        """Give what stands beside each step: notes, and what was not understood near it."""
        found: dict[str, list[str]] = {}
        for box in self._chart.boxes.values():
            found.setdefault(self._home(box.id), []).extend(box.notes)
        for each in self._chart.unclear:
            home = self._home(each.near)
            if home:
                found.setdefault(home, []).append(_listed([each]))
            else:
                self.homeless.append(each)
        return found

    def _home(self, name: str) -> str:
        """Give the step that a box belongs to: itself, or the question on whose way it lies."""
        for _ in range(3):
            if name not in self._folded:
                break
            before = self._chart.into(name)
            name = before[0].source if before else ""
        return name if name in self._ids else ""

    def _step(self, place: int, box: Box, notes: list[str]) -> Step:
        ways = self._chart.out(box.id)
        last = place + 1 == len(self._order)
        following = "" if last else self._order[place + 1].id
        plain = box.shape is not Shape.QUESTION and not asks(Step("", box.text))
        if plain and (([(each.target, each.text) for each in ways] == [(following, "")]) or (last and not ways)):
            branches: tuple[Branch, ...] = ()
        elif ways:
            branches = tuple(self._branch(each, alone=len(ways) == 1) for each in ways)
        else:
            branches = (Branch(FINISHED, DONE),) if plain and not self._chart.own else ()
        text = "\n\n".join(each for each in notes if each.strip())
        title = box.text if self._chart.own else box.text or box.id
        return Step(self._ids[box.id], title, text, box.role, box.must, minutes=box.minutes,
                    branches=branches)  # fmt: skip

    def _branch(self, way: Arrow, *, alone: bool) -> Branch:
        box = self._chart.boxes[way.target]
        action, go = "", DONE
        if box.id in self._folded:
            action = "" if box.shape is Shape.TERMINAL and _NO_WORDS.fullmatch(box.text) else box.text
            onward = self._chart.out(box.id)
            if box.shape is Shape.ENDING:
                go = box.go
            elif onward and onward[0].target not in self._folded:
                go = onward[0].go or self._ids[onward[0].target]
            elif onward and self._chart.boxes[onward[0].target].shape is Shape.TERMINAL:
                last = self._chart.boxes[onward[0].target].text
                action += "" if _NO_WORDS.fullmatch(last) or not last else f" {last}"
        else:
            go = way.go or self._ids[box.id]
        answer = way.text or (GO_ON if alone else f"To: {box.text or box.id}")
        return Branch(way.text if self._chart.own else answer, go, action.strip())


def _ids(boxes: Iterable[Box]) -> dict[str, str]:
    """Give each box the id of its step: the one that it bore, or one made of its text."""
    found: dict[str, str] = {}
    taken: set[str] = {"done", "back"}
    for box in boxes:
        base = box.step or slug(box.text) or slug(box.id) or "step"
        name, number = base, 2
        while name in taken:
            name, number = f"{base}-{number}", number + 1
        taken.add(name)
        found[box.id] = name
    return found


def slug(text: str) -> str:
    """Give a text in the letters of an id; "" when it has none of them."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = _NOT_ID.sub("-", plain).strip("-")
    return words if len(words) <= LONGEST_ID else words[:LONGEST_ID].rpartition("-")[0] or words[:LONGEST_ID]


def _listed(found: Iterable[Unclear]) -> str:
    """Give what was not understood as Markdown, each with its line, in letters that stay as they are."""
    return "\n\n".join(f"Not understood (line {each.line}): {_code(each.what)}" for each in found)


def _code(text: str) -> str:
    flat = " ".join(text.split())
    longest = max((len(each) for each in re.findall("`+", flat)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {flat} {fence}" if longest else f"`{flat}`"
