"""A manual that leaves as a tree of Markdown and comes into another desk is the same manual."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopdesk.domain.problems import problems
from sopdesk.domain.sop import Picture, Procedure, Reference, Step
from sopdesk.interchange.manual_folder import read_manual
from sopdesk.interchange.manual_tree import write_manual
from sopdesk.journal.codec import digest_of
from tests.interchange.procedures import procedures
from tests.interchange.test_manual_folder import png
from tests.services.conftest import PASSWORD, Clock, House, open_house

STARTER = Path(__file__).parents[2] / "manuals" / "starter"


def contents(house: House) -> dict[str, Procedure]:
    """Give what is in force, by number."""
    manual = house.desk.manual
    return {row.number: manual.page(row.id).content for row in manual.rows()}


@pytest.fixture
def other(tmp_path: Path) -> House:
    """Give another house, with a manual of its own to come."""
    clock = Clock()
    desk = open_house(tmp_path / "other", clock, create=True)
    ruth = desk.people.found_house(
        name="Another house", site="Elsewhere", zone="Europe/Berlin", currency="EUR", person="Ruth", pin="1234",
        password=PASSWORD,
    )  # fmt: skip
    return House(desk, clock, ruth, "", "", "")


def test_the_starter_manual_comes_back_as_it_left(house: House, other: House, tmp_path: Path) -> None:
    """Every procedure is the same field by field, every picture byte by byte; fields of the house stay unfilled."""
    house.desk.imports.starter(STARTER, by=house.ruth, password=PASSWORD)
    before = contents(house)
    assert house.desk.exports.manual_markdown(tmp_path / "out") == len(before) > 20
    text = "".join(each.read_text("utf-8") for each in (tmp_path / "out").rglob("*.md"))
    assert "{{contact:" in text
    assert "Café Meridian" not in text
    other.desk.imports.starter(tmp_path / "out", by=other.ruth, password=PASSWORD)
    after = contents(other)
    assert list(after) == list(before)
    assert {number: digest_of(each) for number, each in after.items()} == {
        number: digest_of(each) for number, each in before.items()
    }
    assert after == before
    assert other.desk.manual.sections() == house.desk.manual.sections()
    sources = {pic.source for each in before.values() for step in each.steps for pic in step.pictures}
    assert all(other.desk.manual.picture(each) == house.desk.manual.picture(each) is not None for each in sources)
    other.desk.close()


def test_a_part_of_the_manual_leaves_alone(house: House, tmp_path: Path) -> None:
    """Chosen procedures leave as a tree of their own; links to the others keep their numbers."""
    house.desk.imports.starter(STARTER, by=house.ruth, password=PASSWORD)
    row = house.desk.manual.rows()[0]
    assert house.desk.exports.manual_markdown(tmp_path / "part", [row.id]) == 1
    (found,) = read_manual(tmp_path / "part").procedures
    assert found.procedure == house.desk.manual.page(row.id).content


def _linked(found: list[Procedure]) -> list[Procedure]:
    """Give procedures with numbers of their own that refer to each other in text and in their references."""
    numbers = [f"H-{at:03}" for at in range(len(found))]
    return [
        replace(
            each, number=number, scope=f"See [the other]({numbers[at - 1]}#x).\n\n{each.scope}".rstrip(),
            references=(*each.references, Reference("other", numbers[at - 1])),
        )
        for at, (number, each) in enumerate(zip(numbers, found, strict=True))
    ]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(procedures, min_size=1, max_size=4))
def test_any_manual_comes_back_as_it_left(found: list[Procedure]) -> None:
    """Whatever people write, the tree that is written reads back as the same procedures, with the same digests."""
    pictures = {"0" * 64: png()}
    written = _linked(found)
    with tempfile.TemporaryDirectory() as place:
        write_manual(written, pictures.get, Path(place) / "out")
        read = {each.procedure.number: each.procedure for each in read_manual(Path(place) / "out").procedures}
    for each in written:
        expected = _as_read(each)
        assert read[each.number] == expected
        assert digest_of(read[each.number]) == digest_of(expected)


def _as_read(what: Procedure) -> Procedure:
    """Give a procedure as it comes back: pictures by the digest of their bytes, those that have none left out."""
    from hashlib import sha256

    name = sha256(png()).hexdigest()

    def shown(step: Step) -> Step:
        kept = (Picture(name, each.alt, each.caption) for each in step.pictures if each.source == "0" * 64)
        return replace(step, pictures=tuple(kept))

    return replace(what, steps=tuple(map(shown, what.steps)))


def test_problems_stay_the_same() -> None:
    """What is wrong with a procedure of the starter manual does not change by leaving and coming back."""
    for each in read_manual(STARTER).procedures:
        assert not [one for one in problems(each.procedure) if one.severity == "error"]
