from dataclasses import replace

from sopdesk.domain.links import Goal, anchors_of, broken_links, label_of, links_of, renamed
from sopdesk.domain.obstacle import Obstacle, decide, obstacles
from sopdesk.domain.overtaking import common_base, overtaking
from sopdesk.domain.prose import Code, Paragraph, Rule, Span
from sopdesk.domain.reviewing import Comment, Opinion, ReviewAsked, ReviewGiven
from sopdesk.domain.revision import Decision, RevisionApproved, RevisionReturned, RevisionSubmitted, Sop
from sopdesk.domain.sop import Format, Procedure, Question, Reference
from tests.domain.given import CARD, at, checklist, procedure, refund, refuses, signature, step
from tests.domain.test_approving import MAJOR
from tests.domain.test_revision import approved, given, submitted

TILL = Goal(("The drawer", "The till"), frozenset({"open"}))
NAMES = {"sam": "Sam Reed", "ana": "Ana", "ben": "Ben"}


def keys(sop: Sop, proposal: int = 1, **goals: Goal) -> list[str]:
    """Give the keys of what stands in the way of a revision."""
    return [each.key for each in found(sop, proposal, **goals)]


def found(sop: Sop, proposal: int = 1, **goals: Goal) -> tuple[Obstacle, ...]:
    """Give what stands in the way of a revision; `goals` by their number, a dash for each underline."""
    known = {name.replace("_", "-"): goal for name, goal in goals.items()}
    return obstacles(sop, sop.proposal(proposal), known, NAMES)


def written(proposal: int, based_on: str = "", content: Procedure | None = None) -> RevisionSubmitted:
    """Give the handing in of a sound revision that was written from another."""
    body = content or refund(purpose=f"Purpose {proposal}.")
    return RevisionSubmitted(proposal, body, f"d{proposal}", "Better", based_on)


def linked(*references: Reference, purpose: str = "x") -> Procedure:
    """Give a sound procedure with references."""
    return refund(references=references, purpose=purpose)


def test_a_link_leads_to_a_step_that_is_there() -> None:
    """A link to an unknown number, an unknown step or a withdrawn procedure is broken, also within a text."""
    content = linked(
        Reference("a", "SOP-001", "open"), Reference("b", "SOP-001", "shut"), Reference("c", "SOP-009"),
        Reference("d", "SOP-012", "nowhere"), Reference("e", url="https://example.org"), Reference("f", "SOP-002"),
        purpose="See [there](SOP-009) and [here](SOP-008#x).",
    )  # fmt: skip
    goals = {"SOP-001": TILL, "SOP-002": replace(TILL, withdrawn=True)}
    assert [each.sentence for each in broken_links(content, goals)] == [
        "SOP-001 “The till” has no step “shut”.", "There is no procedure SOP-009.", "SOP-002 “The till” is withdrawn.",
        "There is no procedure SOP-008.",
    ]  # fmt: skip
    assert len(links_of(content)) == 8
    assert anchors_of(refund()) == {"look", "pay", "sale"}
    assert "fridge" in anchors_of(checklist())


def test_a_link_bears_the_present_title_or_the_authors_words() -> None:
    """What was called by a title is called by the present one after a renaming; own words stay."""
    said = [label_of(Reference(words, "SOP-001"), TILL) for words in ("", "SOP-001", "The drawer", "See the drawer")]
    assert said == ["The till", "The till", "The till", "See the drawer"]
    assert label_of(Reference("Gone", "SOP-099"), None) == "Gone"
    assert label_of(Reference("SOP-001 The drawer", "SOP-001"), TILL) == "SOP-001 The till"


def test_links_within_a_text_bear_the_present_title() -> None:
    """What stands within a step follows a renaming, too; other words and other links stay."""
    spans = tuple(Span(words, link=to) for words, to in (
        ("The drawer", "SOP-001#open"), ("there", "SOP-001"), ("The drawer", "SOP-002"), ("The drawer", ""),
    ))  # fmt: skip
    text = (Paragraph(spans), Rule(), Code("The drawer"))
    [paragraph, rule, code] = renamed(text, {"SOP-001": TILL})
    assert [each.text for each in paragraph.spans] == ["The till", "there", "The drawer", "The drawer"]
    assert (rule, code) == (Rule(), Code("The drawer"))
    assert renamed(text, {"SOP-001": replace(TILL, titles=("The drawer",))}) is text


def test_what_is_wrong_blocks_an_approval() -> None:
    """Missing responsibilities, errors and broken links block; warnings about other things do not."""
    assert keys(given(submitted())) == ["duties"]
    assert keys(given(written(1))) == []
    assert keys(given(written(1, content=refund(owner="", purpose="")))) == []
    faq = procedure(steps=(), format=Format.FAQ, questions=(Question("q", "Why?", "So."),))
    assert keys(given(written(1, content=faq))) == []
    half = refund(duties=refund().duties[:2], references=(Reference("till", "SOP-001", "shut"),), title=" ")
    sop = given(written(1, content=half))
    assert keys(sop, SOP_001=TILL) == ["problem:title", "problem:duty:pay", "link:SOP-001#shut"]
    assert [each.where for each in found(sop, SOP_001=TILL)] == ["title", "duty:pay", "reference:0"]
    text = given(written(1, content=refund(purpose="[x](SOP-009)")))
    assert [(each.kind, each.where) for each in found(text)] == [("link", "text")]


def test_several_faults_of_one_step_are_decided_together() -> None:
    """What is wrong in one place is one obstacle, with all its sentences."""
    [only] = found(given(written(1, content=refund(duties=(*refund().duties[1:],)))))
    assert only.key == "problem:duty:look"
    none = refund(duties=(replace(refund().duties[0], letters="C"), refund().duties[2]))
    assert "(R)" in found(given(written(1, content=none)))[0].sentence
    assert "(A)" in found(given(written(1, content=none)))[0].sentence


def test_a_reviewer_who_wants_changes_is_not_passed_over() -> None:
    """Wanted changes stand in the way until the approver says why they are not made."""
    wants = ("ben", ReviewGiven(1, "d1", Opinion.CHANGES, (Comment("", "No"),)))
    sop = given(written(1), ReviewAsked(1, ("ben", "cleo")), wants)
    assert found(sop) == (Obstacle("review:ben", "", "Ben wants changes."),)


def test_a_draft_from_an_older_revision_is_seen() -> None:
    """What was approved since a draft was begun stands in its way, whether it was approved before or after."""
    sop = given(written(1), approved(), written(2, "d1"), written(3, "d1"), approved(2, "1.1", 5))
    [one] = found(sop, 3)
    assert (one.key, one.sentence) == (
        "overtaken:2", "Sam Reed has approved revision 1.1 meanwhile: this one was not written from it.",
    )  # fmt: skip
    assert keys(sop, 2) == []
    late = given(written(1), approved(), written(2, "d1"), approved(2, "1.1", 4), written(3, "d1"))
    assert keys(late, 3) == ["overtaken:2"]
    assert keys(given(written(1), approved(), written(2, "d1"), approved(2, "1.1", 4), written(3, "d2")), 3) == []


def test_two_drafts_that_wait_are_seen() -> None:
    """A draft that was handed in before and is not decided stands in the way of the later one; a returned one not."""
    two = (written(1), approved(), written(2, "d1"), written(3, "d1"))
    assert keys(given(*two), 3) == ["overtaken:2"]
    assert "has handed in another revision" in found(given(*two), 3)[0].sentence
    assert keys(given(*two), 2) == []
    assert keys(given(*two, ("sam", RevisionReturned(2, "No"))), 3) == []
    assert keys(given(written(1), approved(), written(2, "d1"), written(3, "d2")), 3) == []


def test_what_was_decided_once_is_not_asked_again() -> None:
    """A revision written from one that was approved over another is not asked about that other one again."""
    sop = given(written(1), approved(), written(2, "d1"), written(3, "d1"), approved(2, "1.1", 5),
                approved(3, "1.2", 6), written(4, "d3"))  # fmt: skip
    assert keys(sop, 4) == []


def test_a_draft_without_a_mark_was_written_from_what_was_approved() -> None:
    """Where nobody said from what a draft was written, or nobody knows it, what was approved until then counts."""
    for mark in ("", "gone"):
        sop = given(written(1), approved(), written(2, mark), approved(2, "1.1", 5), written(3, mark))
        assert keys(sop, 3) == []


def test_two_drafts_have_a_common_base() -> None:
    """Two drafts are compared with what both were written from, else with what was approved before both."""
    sop = given(written(1), approved(), written(2, "d1"), written(3, "d1"), written(4), written(5, "d4"))
    first, second, third, fourth, fifth = sop.revisions
    assert common_base(sop, third, second) is first
    assert common_base(sop, fifth, fourth) is fourth
    assert common_base(sop, fourth, second) is first
    none = given(written(1), written(2))
    assert common_base(none, none.revisions[1], none.revisions[0]) is None
    assert overtaking(none, none.revisions[1]) == [none.revisions[0]]


def test_an_approver_decides_with_a_reason() -> None:
    """Each obstacle takes a reason, which is kept beside what it was; what one approver decided is decided."""
    open_ones = found(given(submitted()))
    assert "Nobody is named" in refuses(lambda: decide(open_ones, {}))
    assert "say why" in refuses(lambda: decide(open_ones, {"duties": " "}))
    assert "card number" in refuses(lambda: decide(open_ones, {"duties": CARD}))
    [decision] = decide(open_ones, {"duties": " Next week "})
    assert decision == Decision("duties", open_ones[0].sentence, "Next week")
    half = ("sam", RevisionApproved(1, "d1", "1.0", MAJOR, at(2), signature(), "S", "s", ("duties",), (decision,)))
    two = RevisionSubmitted(1, procedure(steps=(step(),)), "d1", "Better", approvals=2)
    assert keys(given(two, half)) == []
