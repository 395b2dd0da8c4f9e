from datetime import timedelta, timezone
from functools import partial

from sopdesk.domain.missed import CheckExplained, CheckMissed, explain, fold, missed_id
from tests.domain.given import START, history, refuses

MISSED = CheckMissed("sop-1", "SOP-1", "Opening", "1.0", "d", "barista", START, START + timedelta(hours=2))


def test_recorded_once_by_whichever_station() -> None:
    """Two stations report the same occasion under the same subject; the first report counts."""
    summer = START.astimezone(timezone(timedelta(hours=2)))
    assert missed_id("sop-1", START) == missed_id("sop-1", summer) == "missed-sop-1-20260504T0800Z"
    missed = fold("", history(MISSED, ("ben", MISSED), "something else"))
    assert (missed.what, missed.stamp and missed.stamp.actor) == (MISSED, "ana")


def test_an_explanation() -> None:
    """Somebody says how it came; nothing to say, and nothing missed, are refused. What was erased says nothing."""
    missed = fold("", history(MISSED, CheckExplained("The power was out."), CheckExplained(None)))
    assert [text for text, _ in missed.explained] == ["The power was out.", ""]
    assert explain(missed, " Again ").text == "Again"
    assert "how it came" in refuses(partial(explain, missed, " "))
    assert "no such" in refuses(partial(explain, fold("", []), "Why"))
