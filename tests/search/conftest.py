"""A small manual of a café to search in."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from sopdesk.search.document import Document, Watermark
from sopdesk.search.index import SearchIndex

OWNER = "a secret of this desk"
START = Watermark(10, "aa", "2026-03-01T08:00:00.000000Z")
LATER = Watermark(11, "bb", "2026-03-01T09:00:00.000000Z")


def procedure(
    number: int,
    title: str,
    purpose: str,
    steps: Iterable[str] = (),
    answers: Iterable[tuple[str, str]] = (),
    *,
    section: str = "Till",
    form: str = "article",
    roles: tuple[str, ...] = ("cashier",),
) -> Iterator[Document]:
    """Give a procedure with its steps and answers as documents."""
    key, context = f"sop-{number}", f"SOP-{number:03}"
    yield Document(key, "procedure", title, purpose, "", context, section, form, "process", roles)
    beneath = f"{context} · {title}"
    for n, step in enumerate(steps, 1):
        yield Document(f"{key}#s{n}", "step", step[:40], step, key, beneath)
    for n, (question, answer) in enumerate(answers, 1):
        yield Document(f"{key}#q{n}", "answer", question, answer, key, beneath)


def cafe() -> list[Document]:
    """Give the whole manual, two incidents and a hand-over."""
    return [
        *procedure(
            12,
            "Refunds without a receipt",
            "How a purchase is paid back when the proof of purchase is gone.",
            [
                "Ask for the card that was used and find the sale.",
                "Above 50 euros, call the supervisor to the counter.",
            ],
            [("May I pay back in cash?", "Only when the sale was paid in cash.")],
        ),
        *procedure(
            13,
            "Counting the drawer",
            "At the end of the shift the float is counted twice.",
            ["Close the till and print the day's total.", "Count notes and coins; write both on the sheet."],
            form="checklist",
        ),
        *procedure(
            21,
            "Cleaning the espresso machine",
            "The grinder and the steam wand are cleaned every evening.",
            ["Empty the drip tray.", "Rinse the steam wand with hot water."],
            section="Kitchen",
            form="checklist",
            roles=("barista",),
        ),
        *procedure(
            22,
            "Guests with food allergies",
            "Which ingredients a dish holds, and what to say when nobody is sure.",
            ["Show the guest the allergen folder.", "Never guess: ask the kitchen."],
            [("Is the crème brûlée free of nuts?", "Yes, but it is made beside the almond cake.")],
            section="Kitchen",
            form="faq",
            roles=("waiter", "barista"),
        ),
        *procedure(
            31,
            "Offensive customers",
            "Warn once, then call the supervisor, then end the contact.",
            ["Stay calm and keep your distance.", "Ask the person to leave; if they refuse, call the police."],
            section="Security",
        ),
        Document("incident-1", "incident", "Slip near the entrance", "A visitor slipped on tiles; zygomatic bruise."),
        Document("incident-2", "incident", "Argument about a refund", "The customer wanted the money back at once."),
        Document("handover-1", "handover", "Hand-over of 4 May", "Refund slips are short; the quince jam is open."),
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of an index that has been built."""
    built = tmp_path / "index"
    SearchIndex.open(built, START, owner=OWNER).rebuild(cafe(), START)
    return built


@pytest.fixture
def index(folder: Path) -> Iterator[SearchIndex]:
    """Give the index of the café's manual, opened again."""
    opened = SearchIndex.open(folder, START, owner=OWNER)
    yield opened
    opened.close()


@pytest.fixture
def found(index: SearchIndex) -> Callable[..., list[str]]:
    """Give a way to ask for the ids of the hits."""
    return lambda text, **filters: [hit.id for hit in index.search(text, **filters).hits]
