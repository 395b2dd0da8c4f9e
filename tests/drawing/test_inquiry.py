import random
from datetime import UTC, datetime, timedelta

import pytest

from sopdesk.domain.cause import CauseClass, Method
from sopdesk.drawing.fishbone import fishbone
from sopdesk.drawing.timeline import timeline
from sopdesk.drawing.whys import whys
from sopdesk.views.drawing import Drawing, Shape, Tone
from sopdesk.views.investigation import CauseView, Moment
from tests.drawing.given import WORDS, unreadable

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
PROBLEM = "A guest slipped on a wet floor behind the counter and hurt her wrist."


def cause(name: str, because: str, which: CauseClass | None = None, **more: object) -> CauseView:
    """Give a cause: of the fishbone when it has a class, else of the chain."""
    method = Method.FISHBONE if which else Method.WHYS
    known: dict[str, object] = {"under": "", "why": "", "evidence": "", "root": False, **more}
    return CauseView(
        name, method, str(known["under"]), which, str(known["why"]), because, str(known["evidence"]),
        bool(known["root"]), "Ruth", NOON, 0,
    )  # fmt: skip


def written(drawing: Drawing) -> str:
    """Give everything that stands in a drawing."""
    return " ".join(line.text for each in drawing.nodes for line in each.lines)


def test_the_chain_of_whys_goes_down() -> None:
    """What happened stands at the top, each answer below the one before; the root says that it is one."""
    chain = (
        cause("c1", "The floor was wet.", why="Why did she slip?"),
        cause("c2", "The machine leaks.", why="Why was it wet?", evidence="Photo", root=True),
    )
    drawing = whys(PROBLEM, (*chain, cause("c9", "x", CauseClass.PLACE)))
    assert [each.id for each in drawing.nodes] == ["problem", "c1", "c2"]
    assert [each.y for each in drawing.nodes] == sorted(each.y for each in drawing.nodes)
    assert [each.number for each in drawing.nodes] == ["", "1", "2"]
    assert drawing.nodes[2].tone is Tone.ESCALATE
    assert "Shown by: Photo Root cause" in written(drawing)
    assert drawing.words[1] == "2. Why was it wet? The machine leaks. Shown by: Photo. Root cause."
    assert not list(unreadable(drawing))
    assert len(whys(PROBLEM, ()).nodes) == 1


def test_the_fishbone_has_six_ribs_and_a_head() -> None:
    """Every class has its rib, also an empty one; a sub-cause leads to its cause, a cause to its class."""
    causes = (
        cause("c1", "The seal is worn", CauseClass.EQUIPMENT, root=True),
        cause("c2", "Nobody replaces it", CauseClass.EQUIPMENT, under="c1", evidence="No line in the plan"),
        cause("c3", "Nobody was told", CauseClass.ORGANISATION),
    )
    drawing = fishbone(PROBLEM, causes)
    ways = {(each.source, each.target) for each in drawing.edges}
    assert {("c2", "c1"), ("c1", "class:equipment"), ("c3", "class:organisation")} <= ways
    assert sum(each.id.startswith("class:") for each in drawing.nodes) == len(CauseClass)
    assert drawing.nodes[0].shape is Shape.ROUND
    assert drawing.words == (
        "Cause (equipment): The seal is worn. Root cause.",
        "Sub-cause (because of “The seal is worn”): Nobody replaces it. Shown by: No line in the plan.",
        "Cause (organisation): Nobody was told.",
    )
    assert not list(unreadable(drawing))
    assert not list(unreadable(fishbone(PROBLEM, ())))
    assert not list(unreadable(fishbone(" ".join(WORDS * 3), ())))


@pytest.mark.parametrize("seed", range(12))
def test_any_fishbone_can_be_read(seed: int) -> None:
    """However many causes of whatever length there are, nothing overlaps and no way runs through a cause."""
    chance = random.Random(seed)
    causes = []
    for n in range(chance.randint(1, 18)):
        which = chance.choice(list(CauseClass))
        text = " ".join(chance.choices(WORDS, k=chance.randint(1, 14)))
        causes.append(cause(f"c{n}", text, which, root=chance.random() < 0.2))
        causes += [
            cause(f"s{n}-{sub}", " ".join(chance.choices(WORDS, k=chance.randint(1, 9))), which, under=f"c{n}")
            for sub in range(chance.choice((0, 0, 1, 3)))
        ]
    assert not list(unreadable(fishbone(" ".join(chance.choices(WORDS, k=12)), causes)))


def test_the_timeline_says_how_sure_it_is() -> None:
    """Each moment has its time, its source and its confidence; what is not certain hangs on a dashed line."""
    moments = (
        Moment(NOON, "The floor was mopped", "Leo", "likely", about=True),
        Moment(NOON + timedelta(minutes=5), "She slipped", "the camera", "certain"),
        Moment(
            NOON + timedelta(days=1), "Leo logged an accident", "the record of this file", "certain", of_record=True
        ),
    )
    drawing = timeline(moments, lambda at: f"{at:%d.%m.}", lambda at: f"{at:%H:%M}")
    assert written(drawing) == (
        "about 12:00 04.05. The floor was mopped Leo · likely 12:05 She slipped the camera · certain "
        "12:00 05.05. Leo logged an accident the record of this file · certain"
    )
    assert [each.back for each in drawing.edges if each.target.startswith("what")] == [True, False, False]
    assert drawing.words[0] == "04.05., about 12:00: The floor was mopped (Leo · likely)"
    assert not list(unreadable(drawing))
    assert timeline((), str, str).nodes == ()
