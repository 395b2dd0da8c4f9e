"""What staff find, however they ask."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sopdesk.search.document import Document, Hit
from sopdesk.search.index import SearchIndex
from sopdesk.search.words import words
from tests.search.conftest import LATER, OWNER, START

Found = Callable[..., list[str]]


def marked(hit: Hit) -> list[str]:
    """Give the words of a hit that are marked."""
    return [hit.title[a:b] for a, b in hit.title_marks] + [hit.snippet[a:b] for a, b in hit.snippet_marks]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("refund", "sop-12"),
        ("refunding receipts", "sop-12"),
        ("refudn withuot receipt", "sop-12"),
        ("customer wants money back without receipt", "sop-12"),
        ("how do I give somebody their money back", "sop-12"),
        ("cash register", "sop-13"),
        ("moneyback", "sop-12"),
        ("what do I do with a rude customer", "sop-31"),
        ("creme brulee", "sop-22"),
        ("CRÈME BRÛLÉE", "sop-22"),
        ("nut allergy", "sop-22"),
        ("drip tray", "sop-21"),
        ("sop-012", "sop-12"),
        ("sop 12", "sop-12"),
    ],
)
def test_the_right_procedure_comes_first(found: Found, asked: str, first: str) -> None:
    """Inflections, slips, synonyms, accents, numbers and whole sentences lead to the same procedure."""
    assert found(asked + " ")[0] == first


@pytest.mark.parametrize("typed", ["re", "refu", "refun", "refund", "refunds wi", "refunds without a rec"])
def test_it_is_found_while_it_is_typed(found: Found, typed: str) -> None:
    """A procedure is found from the first two letters of its title on, at every further letter."""
    assert "sop-12" in found(typed)


def test_a_single_step_is_found(index: SearchIndex) -> None:
    """A step turns up by itself, with its procedure named beneath it."""
    step = index.search("steam wand hot water ").of("step")[0]
    assert (step.id, step.parent, step.context) == ("sop-21#s2", "sop-21", "SOP-021 · Cleaning the espresso machine")


def test_an_answer_is_found_by_its_question(index: SearchIndex) -> None:
    """A quick answer turns up by itself, and its text is shown."""
    answer = index.search("may I pay back in cash?").of("answer")[0]
    assert answer.title == "May I pay back in cash?"
    assert answer.snippet == "Only when the sale was paid in cash."


def test_groups_come_in_order(index: SearchIndex) -> None:
    """Procedures come first, then steps, then answers."""
    groups = [hit.group for hit in index.search("pay back cash ").hits]
    assert groups == sorted(groups, key=["procedure", "step", "answer"].index)
    assert set(groups) == {"procedure", "answer"}


def test_the_words_found_are_marked_where_they_stand(index: SearchIndex) -> None:
    """Marks lie on the words of the text as written, accents included, not on their folded forms."""
    assert marked(index.search("creme brulee ").of("answer")[0])[:2] == ["crème", "brûlée"]
    decomposed = Document("sop-40", "procedure", "Cafe\u0301 au lait", "Serve the cafe\u0301 hot.")
    index.replace([], [decomposed], LATER)
    assert marked(index.search("café").hits[0]) == ["Cafe\u0301", "cafe\u0301"]


def test_an_inflection_and_a_beginning_are_marked(index: SearchIndex) -> None:
    """The words that were found are marked, also where they were asked for in another form or half typed."""
    assert marked(index.search("count drawers ").hits[0])[:2] == ["Counting", "drawer"]
    assert "Refunds" in marked(index.search("refu").hits[0])


def test_small_words_are_not_marked_beside_others(index: SearchIndex) -> None:
    """A word like "the" is not marked when something else was asked."""
    assert "the" not in [word.lower() for word in marked(index.search("the drawer ").hits[0])]


def test_a_procedure_shows_the_step_that_says_it(index: SearchIndex) -> None:
    """A procedure that is found by one of its steps shows that step's text."""
    assert index.search("drip tray ").hits[0].snippet == "Empty the drip tray."


def test_every_word_counts_while_there_are_few(found: Found) -> None:
    """A page with both words comes before pages with one of them."""
    assert found("supervisor police ")[0] == "sop-31"


def test_a_word_nobody_knows_does_not_hide_the_rest(found: Found) -> None:
    """One unknown word among others does not leave the page empty."""
    assert found("xqzzy drip tray ")[0] == "sop-21"


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("reciept", "receipt"), ("the custmer shuots", "the customer shuots"), ("recieptt", None), ("receipt", None)],
)
def test_did_you_mean(index: SearchIndex, asked: str, meant: str | None) -> None:
    """A mistyped word is corrected in the question as it was typed; known words and riddles are left alone."""
    assert index.suggest(asked + " ") == (meant + " " if meant else None)


def test_filters(found: Found) -> None:
    """Section, format, kind and role narrow the hits; a step has what its procedure has."""
    assert set(found("ask ", section="Kitchen")) == {"sop-22", "sop-22#s2"}
    assert found("evening shift ", format="checklist")[0] in ("sop-13", "sop-21")
    assert found("machine ", role="cashier") == []
    assert "sop-21" in found("machine ", role="barista")
    assert found("machine ", kind="enforcement") == []
    assert set(found("ask ", groups=["step"])) == {"sop-12#s1", "sop-22#s2", "sop-31#s2"}


def test_incidents_are_found_only_where_they_are_asked_for(index: SearchIndex, found: Found) -> None:
    """Without the right to see incidents, neither a hit nor a suggestion shows a word of them."""
    assert not any(each.startswith("incident") for each in found("money back "))
    assert found("zygomatic ") == []
    assert index.suggest("zygomatik ") is None
    assert index.suggest("argumend ") is None
    both = index.search("refund ", groups=["procedure", "incident"])
    assert [hit.group for hit in both.hits][-1] == "incident"
    assert index.search("zygomatik ", groups=["incident"]).did_you_mean == "zygomatic "


def test_hand_overs_and_incidents_are_withheld_each_by_itself(index: SearchIndex, found: Found) -> None:
    """Whoever may see one of them sees no hit and no suggestion of the other."""
    assert not any(each.startswith("handover") for each in found("refund "))
    assert index.suggest("quincf ") is None
    assert found("refund ", groups=["handover"]) == ["handover-1"]
    assert index.search("quincf ", groups=["handover"]).did_you_mean == "quince "
    assert index.search("zygomatik ", groups=["handover"]).did_you_mean is None
    assert index.search("quincf ", groups=["incident"]).did_you_mean is None
    every = index.search("refund ", groups=["procedure", "handover", "incident"])
    assert list(dict.fromkeys(hit.group for hit in every.hits)) == ["procedure", "handover", "incident"]


def test_house_words(folder: Path) -> None:
    """The house adds its own synonyms to those of the trade; a phrase may have several words."""
    index = SearchIndex.open(folder, START, owner=OWNER, synonyms=["drip tray, splash pan, Auffangschale  # ours"])
    assert index.search("splash pans ").hits[0].id == "sop-21"
    assert index.search("auffangschale ").hits[0].id == "sop-21"


def test_a_narrative_proposes_procedures(index: SearchIndex) -> None:
    """The words of an incident propose the procedures that fit, best first, and only procedures."""
    told = "Around nine a customer came to the till with a broken cup and wanted a refund; she had lost the receipt."
    proposed = index.propose(told)
    assert proposed[0].id == "sop-12"
    assert {hit.group for hit in proposed} == {"procedure"}
    assert len(proposed) <= 3
    assert index.propose("") == index.propose("hm") == ()


def test_a_narrative_is_like_others_by_words_that_others_have(index: SearchIndex) -> None:
    """Of a long narrative a dozen words tell what is like it, and none that stands on one page alone."""
    told = "The customer wanted the money back for a sale in cash; the grinder stood still, and quixotically so. " * 9
    words = index.telling(told).split()
    assert "customer" in words
    assert "quixotically" not in words
    assert len(words) <= 12
    assert index.telling("") == index.telling("hm") == ""


def test_the_same_question_gives_the_same_answer(folder: Path) -> None:
    """Two openings of one index answer alike, to the last digit of the score."""
    one, other = (SearchIndex.open(folder, START, owner=OWNER).search("ask the supervisor for cash") for _ in range(2))
    assert one == other


NAUGHTY = [
    *("", " ", "\x00", "'", "''s", '"', "*", "(", "\\", "-", "a-", "½", "ß", "0", "000", "1/0", "%s", "a" * 5000),
    *("AND OR NOT", "--drop table", "\ud800", "\u202etest\u202c", "🙂👍🏽", "ﷺ", "i̇", "Ω≈ç√∫", "田中さん", "ठीक है"),
]


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_text_is_a_question_like_any_other(index: SearchIndex, text: str) -> None:
    """Nothing that can be typed makes the search fail."""
    index.search(text)
    index.propose(text)
    index.telling(text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_marks_lie_within_the_text(index: SearchIndex, text: str) -> None:
    """Whatever is typed, marks are ascending spans inside the title and the snippet."""
    for hit in index.search(text, groups=["procedure", "step", "answer", "incident"]).hits:
        for shown, spans in ((hit.title, hit.title_marks), (hit.snippet, hit.snippet_marks)):
            edges = [edge for span in spans for edge in span]
            assert edges == sorted(edges)
            assert all(0 <= edge <= len(shown) for edge in edges)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=400)), min_size=1, max_size=4))
def test_any_text_can_be_indexed_and_its_words_found(index: SearchIndex, texts: list[tuple[str, str]]) -> None:
    """Whatever stands in a procedure, it can be indexed, and every word of its title finds it."""
    index.replace([], [Document(f"odd-{n}", "procedure", *each) for n, each in enumerate(texts)], LATER)
    for n, (title, _) in enumerate(texts):
        for word in words(title)[:3]:
            assert f"odd-{n}" in [hit.id for hit in index.search(word + " ", limit=50).hits]
