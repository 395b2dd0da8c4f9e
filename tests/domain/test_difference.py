import random
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from sopdesk.domain.difference import EntryChange, How, both_change, compare
from sopdesk.domain.picture_change import picture_changes
from sopdesk.domain.sop import Answer, Branch, Duty, Format, Limit, Part, Per, Picture, Procedure, Question, Reference
from sopdesk.domain.wording import Op, Piece, marks, shortened, without_digests
from tests.domain.given import checklist, procedure, refund, step

ADDED, REMOVED, SAME = Op.ADDED, Op.REMOVED, Op.SAME
LOTS = random.Random(11)


def words(count: int, of: int = 400) -> str:
    """Give a text of so many words drawn from so many."""
    return " ".join(f"w{LOTS.randrange(of)}" for _ in range(count))


def new_side(pieces: tuple[Piece, ...]) -> str:
    """Give what is same or added."""
    return "".join(text for op, text in pieces if op is not REMOVED)


def old_side(pieces: tuple[Piece, ...]) -> list[str]:
    """Give what is same or removed, without spacing."""
    return list("".join("".join(text.split()) for op, text in pieces if op is not ADDED))


def test_changed_words_are_marked() -> None:
    """Words that came and went are marked within what stayed."""
    assert marks("Count the float with two people.", "Count the whole float with two colleagues.") == (
        (SAME, "Count the "), (ADDED, "whole "), (SAME, "float with two "), (REMOVED, "people"), (ADDED, "colleagues"),
        (SAME, "."),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("", "", ()),
        ("", "new", ((ADDED, "new"),)),
        ("old", "", ((REMOVED, "old"),)),
        ("a b", "a", ((SAME, "a"), (REMOVED, " b"))),
        ("a\nb", "a b", ((SAME, "a b"),)),
        ("one x two", "three x four", ((REMOVED, "one x two"), (ADDED, "three x four"))),
    ],
)
def test_marks_read_well(old: str, new: str, pieces: tuple[Piece, ...]) -> None:
    """Nothing runs together, line breaks count as spaces, a lone word between changes goes with them."""
    assert marks(old, new) == pieces


def test_a_new_paragraph_is_a_change() -> None:
    """A blank line that comes or goes is told: it changes how a text reads."""
    assert any(op is not SAME for op, _ in marks("One.\n\nTwo.", "One. Two."))


@pytest.mark.parametrize("count", [3, 40, 700])
def test_marks_hold_both_texts(count: int) -> None:
    """Same and added pieces are exactly the new text, same and removed ones the words of the old."""
    for _ in range(3):
        old, new = words(count, of=9), words(count, of=9)
        pieces = marks(old, new)
        assert new_side(pieces) == new
        assert old_side(pieces) == list("".join(old.split()))
        assert pieces == marks(old, new)


def huge() -> list[str]:
    """Give two thousand paragraphs, with the same words again and again."""
    return [words(60, of=300) + "." for _ in range(2000)]


def test_a_huge_text_is_compared_by_paragraphs() -> None:
    """In a huge text a changed word is still marked within its paragraph; word by word it would take hours."""
    old = huge()
    new = [*old[:500], "A new paragraph.", *old[500:1500], old[1500].replace(".", " indeed."), *old[1502:]]
    new[10] = "First " + new[10]
    pieces = marks("\n\n".join(old), "\n\n".join(new))
    assert new_side(pieces) == "\n\n".join(new)
    assert (ADDED, "A new paragraph.\n\n") in pieces
    assert (ADDED, "First ") in pieces
    assert (ADDED, " indeed") in pieces or (ADDED, "indeed") in pieces


@pytest.mark.parametrize(
    ("old", "new"),
    [("x " * 20000, "y " + "x " * 15000 + "z"), ("x\n\n" * 2000, "y\n\n" + "x\n\n" * 1500 + "z"), ("a" * 10**6, "b")],
)
def test_hostile_texts_are_told_as_a_whole(old: str, new: str) -> None:
    """A text of one word, repeated, is told as a whole rather than waited for."""
    assert new_side(marks(old, new)) == new


def brief(changes: tuple[EntryChange, ...]) -> list[tuple[str, str]]:
    """Give id and what became of it."""
    return [(each.id, "+".join(each.how)) for each in changes]


def test_the_same_procedure_has_no_difference() -> None:
    """Where nothing differs the difference is empty."""
    assert not compare(refund(), refund())
    assert not compare(checklist(), checklist())


def test_texts_that_differ_are_named() -> None:
    """Each text of the procedure that differs is told by its name, with its words marked."""
    found = compare(procedure(), procedure(purpose="Every guest is seen at once.", channels=("phone",)))
    assert [each.name for each in found.texts] == ["purpose", "channels"]
    assert (ADDED, " at once") in found.texts[0].pieces or (ADDED, "at once") in found.texts[0].pieces
    assert found
    assert not found.entries()


def test_mere_spacing_is_told_as_such() -> None:
    """A text that differs in spaces only is told, and that nothing else differs."""
    found = compare(procedure(scope="a b"), procedure(scope="a  b"))
    assert found.texts[0].spacing_only
    assert not compare(procedure(scope="a"), procedure(scope="b")).texts[0].spacing_only


def test_steps_are_added_removed_moved_and_changed() -> None:
    """Steps are followed by their ids: added, removed, moved, changed, with their places before and after."""
    old = procedure(steps=(step("a"), step("b"), step("c"), step("d"), step("e")))
    new = procedure(steps=(step("d"), step("a", text="Now."), step("x"), step("c"), step("e")))
    found = compare(old, new).steps
    assert brief(found) == [("d", "moved"), ("a", "changed"), ("b", "removed"), ("x", "added")]
    assert [(each.was_at, each.now_at) for each in found] == [(3, 0), (0, 1), (1, None), (None, 2)]
    assert found[2].title == "B"


def test_the_fewest_moves_explain_a_new_order() -> None:
    """Of a new order only those steps count as moved that have to be."""
    old = procedure(steps=tuple(step(each) for each in "abcdef"))
    new = procedure(steps=tuple(step(each) for each in "bcdefa"))
    assert brief(compare(old, new).steps) == [("a", "moved")]
    turned = procedure(steps=tuple(step(each) for each in "ba"))
    assert len(compare(procedure(steps=(step("a"), step("b"))), turned).steps) == 1


def test_a_step_may_be_moved_and_changed() -> None:
    """What was moved may be changed too."""
    old = procedure(steps=(step("a"), step("b"), step("c")))
    new = procedure(steps=(step("b"), step("c"), step("a", must=True)))
    assert compare(old, new).steps[0].how == (How.MOVED, How.CHANGED)


def test_removed_steps_stand_where_they_stood() -> None:
    """A removed step is told behind the one that stood before it, also at the beginning."""
    old = procedure(steps=(step("a"), step("b"), step("c"), step("d")))
    new = procedure(steps=(step("b", must=True),))
    assert brief(compare(old, new).steps) == [("a", "removed"), ("b", "changed"), ("c", "removed"), ("d", "removed")]


def test_every_part_of_a_step_is_compared() -> None:
    """Text, role, must, phase, tips, warnings, pictures, evidence, time and ways out."""
    full = step(
        text="T", role="manager", must=True, tips=("Tip",), warnings=("W",), evidence="E", minutes=2,
        pictures=(Picture("a.svg", "A"),), branches=(Branch("Yes", "done", "Say so."), Branch("No", "back")),
    )  # fmt: skip
    (change,) = compare(procedure(), procedure(steps=(full,))).steps
    assert {each.name: new_side(each.pieces) for each in change.texts} == {
        "text": "T", "role": "manager", "must": "yes", "evidence": "E", "minutes": "2", "tip 1": "Tip",
        "warning 1": "W", "picture 1": "a.svg – A", "way out 1": "Yes → done: Say so.", "way out 2": "No → back",
    }  # fmt: skip


def test_lines_limits_duties_and_questions_are_compared() -> None:
    """Lines to tick, questions, responsibilities, limits, parts and references are followed too."""
    new = refund(
        duties=(Duty("look", "front-of-house", "RA"), Duty("pay", "supervisor", "RA")),
        limits=(Limit("refund", "front-of-house", Decimal(50), "shift-lead"), Limit("refund", "manager")),
        questions=(Question("sale", "On sale items too?", "No."),), parts=(Part("Notes", "x"),),
        references=(Reference("Law", url="https://example.org"), Reference("Warn", "SOP-002", "warn")),
        format=Format.FAQ,
    )  # fmt: skip
    found = compare(refund(), new)
    assert brief(found.duties) == [("look / front-of-house", "changed"), ("look / shift-lead", "removed")]
    assert brief(found.limits) == [("refund / front-of-house", "changed")]
    assert found.limits[0].texts[0].pieces == ((REMOVED, "25"), (ADDED, "50"))
    fuller = Limit("refund", "manager", Decimal(0), "owner", "", Per.DAY, "supervisor", ("money back",), "pay")
    changed = compare(refund(), refund(limits=(refund().limits[0], fuller))).limits[0]
    assert {each.name: new_side(each.pieces) for each in changed.texts} == {
        "up to": "no", "per": "day", "together with": "supervisor", "above": "owner", "also called": "money back",
        "step": "pay",
    }  # fmt: skip
    assert brief(found.questions) == [("sale", "changed")]
    assert brief(found.parts) == [("Notes", "added")]
    assert brief(found.references) == [("https://example.org", "added"), ("SOP-002#warn", "added")]
    close = checklist().steps[0]
    items = (close.items[1], replace(close.items[0], asks=Answer.TEXT), *close.items[3:])
    assert brief(compare(checklist(), checklist(steps=(replace(close, items=items),))).items) == [
        ("fridge", "moved"), ("float", "removed"), ("wand", "changed"),
    ]  # fmt: skip


def test_no_entry_is_lost_when_ids_repeat() -> None:
    """In a broken draft two steps may share an id; both are compared."""
    found = compare(procedure(steps=()), procedure(steps=(step("a"), step("a", text="x"))))
    assert brief(found.steps) == [("a", "added"), ("a (2)", "added")]


def filled(hint: Any, name: str) -> Any:  # noqa: ANN401 - a type and a value of it
    """Give a value of a field's type that is not its default."""
    inner = [each for each in get_args(hint) if each not in {NoneType, ...}]
    if get_origin(hint) is tuple:
        return tuple(filled(each, name) for each in inner)
    if inner:
        return filled(inner[0], name)
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return hint(**{each.name: filled(hints[each.name], each.name) for each in fields(hint)})  # type: ignore[operator] # a hint is a class
    if issubclass(hint, Enum):
        return next(iter(hint))
    return {str: f"{name} a", bool: True, int: 3, Decimal: Decimal("1.5")}[hint]


def changed(value: Any) -> Any:  # noqa: ANN401 - any value of a field
    """Give another value of the same type."""
    match value:
        case bool():
            return False
        case Enum():
            return list(type(value))[1]
        case str():
            return value + " b"
        case _:
            return value + 1


def variants(record: Any, path: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - any record
    """Give a record once for each field in it, however deep, with only that field changed."""
    for each in fields(record):
        value, name = getattr(record, each.name), f"{path}.{each.name}"
        if each.name == "id" and isinstance(record, Part | Picture):
            continue  # it says which figure or part it is; nobody reads it
        if isinstance(value, tuple) and is_dataclass(value[0]):
            yield name, replace(record, **{each.name: ()})
            for inner, other in variants(value[0], name):
                yield inner, replace(record, **{each.name: (other,)})
        elif isinstance(value, tuple):
            yield name, replace(record, **{each.name: (*value, "more")})
        else:
            yield name, replace(record, **{each.name: changed(value)})


EVERYTHING = filled(Procedure, "procedure")


@pytest.mark.parametrize(("field", "other"), [pytest.param(*each, id=each[0]) for each in variants(EVERYTHING)])
def test_no_field_is_missed(field: str, other: Procedure) -> None:
    """Whatever field of a procedure changes, in any of its pieces, is a difference that can be seen."""
    assert compare(EVERYTHING, other), field
    assert not compare(other, other)


def test_what_two_revisions_both_change_is_named() -> None:
    """Of two differences from the same revision those places are named that both of them change."""
    base = refund()
    one = compare(base, replace(base, purpose="One.", limits=base.limits[:1], steps=base.steps[:1]))
    other = compare(base, replace(base, purpose="Two.", steps=(replace(base.steps[0], tips=("New",)), *base.steps[1:])))
    assert both_change(one, other) == ("purpose",)
    third = compare(base, replace(base, steps=base.steps[:1], limits=()))
    assert both_change(one, third) == ("Pay", "refund / manager")


def test_changed_pictures_stand_side_by_side() -> None:
    """A picture that took another one's place, one that came and one that went are paired within their step."""
    a, b, c = (Picture(f"{name}.png", name) for name in "abc")
    old = procedure(steps=(step("one", pictures=(a, b)), step("two", pictures=(a,)), step("gone", pictures=(c,))))
    new = procedure(steps=(step("two", pictures=(a, c)), step("one", pictures=(a, c))))
    assert [(each.step, each.was, each.now) for each in picture_changes(old, new)] == [
        ("Two", None, c), ("One", b, c), ("Gone", c, None),
    ]  # fmt: skip
    assert picture_changes(new, new) == ()
    figures = [Picture(f"{name}.png", id=name[0]) for name in ("a1", "b1", "b2", "a2")]
    first, second = (procedure(steps=(step("one", pictures=tuple(some)),)) for some in (figures[:2], figures[2:]))
    assert [(each.was, each.now) for each in picture_changes(first, second)] == [
        (figures[1], figures[2]), (figures[0], figures[3]),
    ]  # fmt: skip


def test_a_part_keeps_its_id_under_another_title() -> None:
    """A part that is called otherwise is the same part; where one side has no ids yet, titles tell."""
    old, new = (procedure(parts=(Part(title, "Text", "p1"),)) for title in ("Scope", "Where it holds"))
    assert [each.how for each in compare(old, new).parts] == [(How.CHANGED,)]
    bare = procedure(parts=(Part("Scope", "Text"),))
    assert not compare(bare, old)


def test_roles_are_named_as_the_house_names_them() -> None:
    """Duties and limits are called by the step's title and the role's name."""
    base = refund()
    found = compare(base, replace(base, duties=base.duties[1:], limits=base.limits[1:]), str.upper)
    assert [each.title for each in (*found.duties, *found.limits)] == [
        "Look / FRONT-OF-HOUSE",
        "refund / FRONT-OF-HOUSE",
    ]


def test_long_passages_that_stay_are_cut_short() -> None:
    """Of a long passage that stays the same beginning and end are shown; digests of pictures are named short."""
    long = "word " * 100
    head, tail = shortened([(SAME, long), (ADDED, long)])
    assert (len(head[1]) < 250, " … " in head[1], tail[1]) == (True, True, long)
    assert without_digests(f"see {'ab' * 32}!") == "see picture ababab!"
