from pathlib import Path

from tests.cli.conftest import Sopdesk
from tests.e2e.given import House


def test_words(sopdesk: Sopdesk, house: House) -> None:
    """Mistyped words find the procedure, with its number, and the words that may have been meant."""
    done = sopdesk("search", "custmer", "money", "bakc")
    assert done.code == 0
    assert "RF-01  Money back without a receipt" in done.out


def test_json(sopdesk: Sopdesk, house: House) -> None:
    """With --json each result is one line; there are never more than --limit, and every kind has its turn."""
    hits = sopdesk("search", "money", "--json").lines()
    assert {"procedure", "step"} <= {each["group"] for each in hits}
    assert all(each["number"] == "RF-01" and each["sop"] == house.refund for each in hits)
    assert [each["group"] for each in sopdesk("search", "money", "--json", "--limit", "2").lines()] == [
        "procedure",
        "step",
    ]


def test_nothing_found(sopdesk: Sopdesk, house: House) -> None:
    """A search without results is no error."""
    done = sopdesk("search", "zeppelin")
    assert (done.code, done.out) == (0, "Nothing fits these words.\n")


def test_a_file_of_questions(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """Each line of a file gives one JSON line: query, milliseconds, hits; an empty line too."""
    (home / "questions.txt").write_bytes(b"\xef\xbb\xbfmoney back\r\n\r\nclosing \xff counter\n")
    answers = sopdesk("search", "--batch", home / "questions.txt", "--limit", "3").lines()
    assert [each["query"] for each in answers] == ["money back", "", "closing \N{REPLACEMENT CHARACTER} counter"]
    assert answers[0]["hits"][0]["number"] == "RF-01"
    assert answers[1]["hits"] == []
    assert all(each["ms"] >= 0 and len(each["hits"]) <= 3 for each in answers)


def test_words_or_a_file(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """Either words or a file of questions, never both or neither."""
    assert sopdesk("search").code == 2
    assert sopdesk("search", "x", "--batch", home / "questions.txt").code == 2


def test_the_desk_may_be_named_anywhere(sopdesk: Sopdesk, home: Path, house: House) -> None:
    """The desk may be named before the command or behind it; the default one is taken else."""
    (home / "desk").rename(home / "other")
    assert sopdesk("search", "money").code == 2
    assert sopdesk("--desk", home / "other", "search", "money").code == 0
    assert sopdesk("search", "money", "--desk", home / "other").code == 0
