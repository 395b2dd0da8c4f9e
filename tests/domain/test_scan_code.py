from functools import partial

import pytest

from sopdesk.domain.scan_code import LETTERS, PREFIX, Scan, holds_scan, read_scan, scan_code
from tests.domain.given import refuses

MOVED = {
    "QWERTZ": str.maketrans("YZ", "ZY"),
    "AZERTY": str.maketrans("QWAZM", "AZQW,"),
    "Turkish Q": str.maketrans("I", "\u0131"),
}
"""Where a letter of an American keyboard arrives as another one."""


@pytest.mark.parametrize(
    "scan", [Scan("SOP-005"), Scan("SOP-005", "1.2"), Scan("CL-01", "10.0", "P-COUN-00007"), Scan("Küche 3", "", "P")]
)
def test_a_code_says_what_was_printed(scan: Scan) -> None:
    """Number, revision and copy come back as they were printed, whatever letters the number has."""
    assert read_scan(scan_code(scan)) == scan


@pytest.mark.parametrize("layout", MOVED)
def test_a_code_survives_other_keyboards(layout: str) -> None:
    """A scanner types as on an American keyboard; a German, French or Turkish computer gets the same letters."""
    code = scan_code(Scan("SOP-005", "1.2", "P-COUN-00007"))
    assert code.translate(MOVED[layout]) == code
    assert set(code) <= {*PREFIX, *LETTERS, "E", "U"}


def test_capitals_lock_and_what_stood_in_the_field() -> None:
    """Caps lock, or words that stood in the search field before, do not spoil a scan; the last scan counts."""
    one, other = scan_code(Scan("SOP-001")), scan_code(Scan("SOP-002"))
    assert read_scan(f"refund {one}{other.lower()} ") == Scan("SOP-002")
    assert holds_scan(f"refund {one[:9].lower()}")
    assert not holds_scan("sop-005")


def test_a_code_that_lost_letters_is_refused() -> None:
    """A code that lost a letter, or gained one, opens nothing."""
    code = scan_code(Scan("SOP-005", "1.2"))
    for spoilt in (code[:-1], code[:10] + code[11:], code[:12] + "B" + code[12:], "SOPDESK", "SOPDESKU"):
        assert "Scan it again" in refuses(partial(read_scan, spoilt))


def test_a_code_of_somebody_else() -> None:
    """Letters that fit the check but say nothing are refused."""
    from sopdesk.domain import scan_code as room

    said = "XXX"
    assert "not one of" in refuses(lambda: read_scan(f"{PREFIX}{said}U{room._check(said)}"))


def test_the_format_stays() -> None:
    """Cards and labels hang for years: a code that was printed once is read for ever."""
    assert scan_code(Scan("SOP-005")) == "SOPDESKHFGXHBDTFBFBFHUGSFL"
