"""A fixed budget of chance for each parser; `python -m tools.fuzz` goes on for as long as anybody likes."""

from random import Random

import pytest

from tests.attacks.mutants import mutant
from tests.attacks.parsers import holds, judged, meanings, parsers
from tests.journal.evidence_vectors import FOLDER

COUNT = 800


@pytest.mark.parametrize("name", sorted(parsers()))
def test_chance_breaks_no_parser(name: str) -> None:
    """Whatever chance makes of an input is refused in words or judged; nothing that was made up passes."""
    parser, chance = parsers()[name], Random(name)
    outcomes = {parser.judge(each) for each in parser.seeds}
    for n in range(COUNT):
        outcomes.add(parser.judge(mutant(parser.seeds[n % len(parser.seeds)], parser.seeds, chance)))
    assert None in outcomes, "nothing was refused: the mutants are too tame"
    assert len(outcomes) > 2, "everything was refused: the mutants are too wild"


def test_a_wrong_pass_would_be_seen() -> None:
    """The rule that nothing made up passes is not empty: the good vectors hold, with what they say."""
    assert len(meanings()) > 5
    found = judged((FOLDER / "good.json").read_bytes())
    assert found is not None
    assert holds(found[1])
    assert meanings()[0].entries
