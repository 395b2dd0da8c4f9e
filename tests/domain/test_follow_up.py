from sopdesk.domain import follow_up as course
from sopdesk.domain.deadline import deadlines
from sopdesk.domain.entry import EntryRecorded
from sopdesk.domain.follow_up import Asked, figures, follow_up, to_say
from sopdesk.domain.incident import IncidentKind, IncidentMoved, IncidentReopened, Stage
from tests.domain.given import refuses
from tests.domain.test_incident import ACCEPTED, ACKNOWLEDGED, CLOSED, DONE, HANDLED, LOGGED, RESOLVED, given

WELL = {"how": "phone", "reached": "yes", "said": "Asked.", "satisfaction": "5", "recommendation": "9", "agrees": "yes"}
NOT_THERE = {"how": "phone", "reached": "no"}
AT_RESOLVED = (LOGGED, HANDLED, ACCEPTED, ACKNOWLEDGED, RESOLVED)


def test_the_customer_is_content() -> None:
    """Whoever answers and agrees is followed up with that."""
    entry, moved = follow_up(given(*AT_RESOLVED), WELL)
    assert isinstance(entry, EntryRecorded)
    assert moved == IncidentMoved(Stage.FOLLOWED_UP, "Asked.")
    file = given(*AT_RESOLVED, entry, moved)
    assert file.stage is Stage.FOLLOWED_UP
    assert course.asked(file) == [
        ("e1", Asked(in_time=True, reached=True, satisfaction=5, recommendation=9, agrees=True))
    ]


def test_the_customers_no_opens_the_file_again() -> None:
    """A customer who does not agree opens the file again in the same act, resolved, followed up or closed."""
    for events in (AT_RESOLVED, DONE, (*DONE, CLOSED)):
        file = given(*events)
        entry, again = follow_up(file, {**WELL, "agrees": "no", "reply": "I still have no money."})
        assert again == IncidentReopened("The customer does not agree. I still have no money.")
        after = given(*events, entry, again)
        assert (after.stage, after.reopened) == (Stage.INVESTIGATING, 1)
        now = after.stages[-1][1].at
        assert next(each for each in deadlines(after, now) if each.name == "resolve").met_at is None


def test_nobody_answers() -> None:
    """After three tries without an answer the file counts as followed up, and says so."""
    events: list[object] = list(AT_RESOLVED)
    for n in range(2):
        [entry] = follow_up(given(*events), NOT_THERE)
        events.append(entry)
        assert course.tries(given(*events)) == n + 1
    entry, moved = follow_up(given(*events), NOT_THERE)
    assert moved == IncidentMoved(Stage.FOLLOWED_UP, "Nobody was reached in 3 tries.")
    assert course.asked(given(LOGGED, entry)) == [("e3", Asked(in_time=None, reached=False))]
    assert course.tries(given(LOGGED, entry)) == 1


def test_a_late_answer_is_kept() -> None:
    """What a customer says after the file was followed up or closed is kept, and moves nothing."""
    assert len(follow_up(given(*DONE), WELL)) == 1
    [entry] = follow_up(given(*DONE, CLOSED), WELL)
    assert given(*DONE, CLOSED, entry).stage is Stage.CLOSED


def test_nobody_is_asked_too_early() -> None:
    """A file that is not resolved is not followed up."""
    assert "Resolve it first" in refuses(lambda: follow_up(given(LOGGED), WELL))


def test_figures() -> None:
    """Satisfaction is a mean, the recommendation a net score; without answers there is none."""
    found = figures([
        Asked(in_time=True, reached=True, satisfaction=5, recommendation=10, agrees=True),
        Asked(in_time=False, reached=True, satisfaction=2, recommendation=6, agrees=False),
        Asked(in_time=True, reached=True, recommendation=9),
        Asked(in_time=None, reached=False),
    ])  # fmt: skip
    assert (found.tries, found.reached, found.disagreed) == (4, 3, 1)
    assert (found.satisfaction, found.rated, found.net, found.recommended) == (3.5, 2, 33, 3)
    assert round(found.in_time or 0, 2) == 0.67
    nothing = figures([])
    assert (nothing.in_time, nothing.satisfaction, nothing.net) == (None, None, None)


def test_words_to_begin_with() -> None:
    """There are words for every kind, with the customer's name where it is known."""
    assert to_say(IncidentKind.COMPLAINT, named="Mrs Nair").startswith(
        "Good day, Mrs Nair. I am calling about what you"
    )
    assert "what happened to you here" in to_say(IncidentKind.INJURY)
