import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from sopdesk.domain.links import Goal, anchors_of, broken_links
from sopdesk.domain.problems import problems
from sopdesk.domain.sop import Format, Kind, Procedure, texts_of
from sopdesk.interchange.manual_folder import read_manual
from sopdesk.interchange.procedure_file import format_procedure, parse_procedure
from sopdesk.pdf.svg import draw

STARTER = Path(__file__).parents[2] / "manuals" / "starter"
FILES = sorted(STARTER.glob("*.md"))
PICTURES = sorted((STARTER / "pictures").iterdir())
TEXTS = {file.name: file.read_text("utf-8") for file in FILES}
MANUAL: dict[str, Procedure] = {}
for name, text in TEXTS.items():
    procedure = parse_procedure(text, name)
    MANUAL[procedure.number] = procedure

LINK = re.compile(r"\]\((SOP-[0-9]+)(?:#([\w-]+))?\)")
PLACE = re.compile(r"\{\{([^{}]*)\}\}")
CONTACTS = {"manager", "supervisor", "emergency", "first aid", "security", "head office", "phone", "email"}
DRAWN = {"svg", "title", "g", "rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "text"}
LARGEST = 40_000

each_procedure = pytest.mark.parametrize("what", MANUAL.values(), ids=MANUAL)
each_picture = pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.name)


def links() -> Iterator[tuple[str, str, str]]:
    """Give every link within the manual: where it stands, the number that it names, and the step or question."""
    for number, what in MANUAL.items():
        yield from ((number, each.number, each.step) for each in what.references if each.number)
        yield from ((number, found[1], found[2] or "") for text in texts_of(what) for found in LINK.finditer(text))


def test_the_starter_manual_is_worth_starting_with() -> None:
    """There are at least 18 procedures, each in a file that begins with its number."""
    assert len(MANUAL) == len(FILES) >= 18
    assert all(
        re.fullmatch(rf"{number}-[a-z0-9-]+\.md", name) for number, name in zip(MANUAL, sorted(TEXTS), strict=True)
    )


def test_every_format_and_kind_occurs() -> None:
    """The starter manual shows all five ways to write a procedure and all six kinds of work."""
    assert {what.format for what in MANUAL.values()} == set(Format)
    assert {what.kind for what in MANUAL.values()} == set(Kind)


def test_a_new_desk_adopts_the_folder_without_a_remark() -> None:
    """The starter manual comes in like any folder of Markdown, and the import has nothing to say about it."""
    draft = read_manual(STARTER)
    assert [each.procedure.number for each in draft.procedures] == list(MANUAL)
    assert draft.report == ()


@pytest.mark.parametrize("name", TEXTS)
def test_every_file_is_as_the_desk_writes_it(name: str) -> None:
    """Reading a file of the starter manual and writing it again changes no character."""
    assert format_procedure(parse_procedure(TEXTS[name], name)) == TEXTS[name]


@each_procedure
def test_nothing_is_wrong_with_any_procedure(what: Procedure) -> None:
    """The desk finds no problem in the starter manual, not even a hint."""
    goals = {number: Goal((each.title,), anchors_of(each)) for number, each in MANUAL.items()}
    assert problems(what) == []
    assert broken_links(what, goals) == []


@each_procedure
def test_every_procedure_has_its_parts(what: Procedure) -> None:
    """Each procedure says why, for what, not for what, who decides, whom to call and how it is learned."""
    parts = (what.purpose, what.scope, what.not_covered, what.escalation, what.contact, what.training)
    assert all(parts)
    assert what.steps
    assert what.references
    assert what.channels
    assert what.review_months in {3, 6}


@each_procedure
def test_whoever_is_named_in_a_step_is_responsible_for_it(what: Procedure) -> None:
    """The role that stands at a step is an R in its row, and every step has its row."""
    responsible = {(each.step, each.role) for each in what.duties if "R" in each.letters}
    assert all((each.id, each.role) in responsible for each in what.steps)


def test_every_cross_reference_exists() -> None:
    """A link names a procedure of the manual, and a step or question that is in it."""
    anchors = {
        number: {"", *(each.id for part in (what.steps, what.questions, what.items()) for each in part)}
        for number, what in MANUAL.items()
    }
    found = list(links())
    assert found
    assert not [link for link in found if link[2] not in anchors.get(link[1], set())]


def test_every_number_that_is_spoken_of_exists() -> None:
    """A number in a sentence, without a link, is that of a procedure too."""
    assert not set(re.findall(r"SOP-[0-9]+", " ".join(TEXTS.values()))) - set(MANUAL)


def test_a_link_in_the_text_stands_among_the_references() -> None:
    """What a procedure speaks of is listed at its end, and every procedure is reached from another one."""
    listed = {(number, each.number) for number, what in MANUAL.items() for each in what.references}
    assert not {link[:2] for link in links()} - listed
    assert {number for _, number in listed} >= set(MANUAL)


@each_procedure
def test_lines_to_tick_and_answers_are_plain(what: Procedure) -> None:
    """What stands on a tick line, a button or below a picture is read as it is: no links, nothing to fill."""
    items = [each.text for each in what.items()]
    branches = [text for step in what.steps for each in step.branches for text in (each.answer, each.action)]
    pictures = [text for step in what.steps for each in step.pictures for text in (each.alt, each.caption)]
    assert not [each for each in (*items, *branches, *pictures) if "](" in each or "{{" in each]


def test_a_limit_is_the_same_wherever_it_is_named() -> None:
    """Two procedures never give one role two different limits for the same thing."""
    said: dict[tuple[str, str], set[object]] = {}
    for what in MANUAL.values():
        for each in what.limits:
            said.setdefault((each.action, each.role), set()).add((each.amount, each.per, each.together, each.above))
    assert not {key: given for key, given in said.items() if len(given) > 1}


def test_only_known_places_are_left_to_fill() -> None:
    """The manual asks for the house, the site, and contacts from one short list."""
    wanted = {"house", "site", *(f"contact:{name}" for name in CONTACTS)}
    assert set(PLACE.findall(" ".join(TEXTS.values()))) == wanted


def test_pictures_and_procedures_belong_together() -> None:
    """Every picture that is named exists, says what it shows, and none lies there unused."""
    named = [each for what in MANUAL.values() for step in what.steps for each in step.pictures]
    assert {STARTER / each.source for each in named} == set(PICTURES)
    assert all(each.alt and each.caption for each in named)


@each_picture
def test_a_picture_is_plain_and_small(picture: Path) -> None:
    """A drawing has shapes and text only: what every screen and the printer draw alike."""
    parts = list(ET.fromstring(picture.read_bytes()).iter())  # noqa: S314 - our own file
    assert picture.suffix == ".svg"
    assert picture.stat().st_size < LARGEST
    assert {each.tag.removeprefix("{http://www.w3.org/2000/svg}") for each in parts} <= DRAWN
    assert not {name for each in parts for name in each.attrib} & {"class", "style", "filter", "clip-path", "mask"}


@each_picture
def test_a_picture_shows_on_the_screen_and_in_print(picture: Path, qtbot: QtBot) -> None:
    """A drawing fills its page in many colours on the screen, and the printer leaves nothing out."""
    renderer = QSvgRenderer(QByteArray(picture.read_bytes()))
    image = QImage(400, 250, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    assert renderer.isValid()
    assert len({image.pixel(x, y) for x in range(0, 400, 5) for y in range(0, 250, 5)}) > 5
    assert draw(picture.read_bytes())[1] == ()
