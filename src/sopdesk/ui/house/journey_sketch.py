"""A journey while it is being drawn: its present state, and the ways back and forth through what was done."""

from __future__ import annotations

from sopdesk.domain import journey
from sopdesk.domain.journey import Stage, Touchpoint

Stages = tuple[Stage, ...]
State = tuple[str, Stages]


class Sketch:
    """Title and stages with undo and redo; changes to one field of one part, one after another, are one step."""

    def __init__(self, title: str = "", stages: Stages = ()) -> None:
        self.title, self.stages = title, stages
        self._before: list[State] = []
        self._after: list[State] = []
        self._last = ""

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to take back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether there is anything to do again."""
        return bool(self._after)

    def part(self, name: str) -> Stage | Touchpoint | None:
        """Give the stage or touchpoint with an id."""
        for stage in self.stages:
            if stage.id == name:
                return stage
            for each in stage.touchpoints:
                if each.id == name:
                    return each
        return None

    def stage_of(self, name: str) -> Stage | None:
        """Give the stage that a part is or stands in."""
        return next((each for each in self.stages if name in {each.id, *(card.id for card in each.touchpoints)}), None)

    def entitle(self, title: str) -> None:
        """Give the journey another name."""
        self._set(title, self.stages, "title")

    def put(self, part: Stage | Touchpoint) -> None:
        """Change a part that is there."""
        if isinstance(part, Stage):
            self._set(self.title, journey.put_stage(self.stages, part), part.id)
        else:
            self._set(self.title, journey.put_touchpoint(self.stages, "", part), part.id)

    def add_stage(self, title: str, after: str) -> str:
        """Put a new stage after the one in which a part stands, or last; give its id."""
        here = self.stage_of(after)
        made = Stage(journey.new_id(title, self.stages), title)
        place = self.stages.index(here) + 1 if here else None
        self._set(self.title, journey.put_stage(self.stages, made, place))
        return made.id

    def add_touchpoint(self, title: str, after: str) -> str:
        """Put a new touchpoint below a part; give its id, "" while there is no stage."""
        here = self.stage_of(after) or (self.stages[-1] if self.stages else None)
        if here is None:
            return ""
        made = Touchpoint(journey.new_id(title, self.stages), title)
        ids = [each.id for each in here.touchpoints]
        place = ids.index(after) + 1 if after in ids else 0 if after == here.id else None
        self._set(self.title, journey.put_touchpoint(self.stages, here.id, made, place))
        return made.id

    def remove(self, name: str) -> None:
        """Take a part away."""
        self._set(self.title, journey.without(self.stages, name))

    def move(self, name: str, *, across: int = 0, down: int = 0) -> None:
        """Move a part."""
        self._set(self.title, journey.move(self.stages, name, across=across, down=down))

    def undo(self) -> None:
        """Take back what was done last."""
        self._swap(self._before, self._after)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._swap(self._after, self._before)

    def _swap(self, source: list[State], other: list[State]) -> None:
        if source:
            other.append((self.title, self.stages))
            self.title, self.stages = source.pop()
        self._last = ""

    def _set(self, title: str, stages: Stages, field: str = "") -> None:
        if (title, stages) == (self.title, self.stages):
            return
        if not field or field != self._last:
            self._before.append((self.title, self.stages))
        self._after.clear()
        self._last = field
        self.title, self.stages = title, stages
