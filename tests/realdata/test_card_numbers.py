"""Whether numbers in real narratives are taken for card numbers, in a folder that SOPDESK_CORPORA names."""

import csv
from pathlib import Path

from sopdesk.domain.card import card_number_in

FEWEST = 30_000


def test_no_number_of_real_incidents_is_taken_for_a_card(corpora: Path) -> None:
    """Of tens of thousands of real complaints and accidents, with dates and codes in them, none is refused."""
    csv.field_size_limit(10**9)
    rows, found = 0, []
    for table in sorted((corpora / "incidents").rglob("*.csv")):
        with table.open(encoding="utf-8", errors="replace", newline="") as lines:
            for row in csv.reader(lines):
                rows += 1
                found += [each for each in row if card_number_in(each)]
    assert rows > FEWEST
    assert not found
