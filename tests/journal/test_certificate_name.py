import pytest
from asn1crypto.x509 import Name

from sopdesk.journal.certificate_name import called
from tests.pdf.naughty import TEXTS


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Café Lindenhof · Counter", "CN=Café Lindenhof · Counter"),
        ("  a \n b  ", "CN=a b"),
        ("קפה לב", "CN=קפה לב"),
        ("קפה לב · Counter root", "CN=Counter root,O=קפה לב"),
        ("مقهى Meridian ٣ קפה 24", "CN=Meridian ٣ 24,O=مقهى ٣ קפה"),
        ("(קפה) 6", "CN=קפה"),
        ("♥ 😀 喫茶 😀", "CN=♥ 喫茶"),
        ("😀\ufffd\ue000\u202e", "CN=SOPDesk"),
        ("x" * 40 + "y" * 60, f"CN={'x' * 4}{'y' * 60}"),
        ("א" * 100 + " till", f"CN=till,O={'א' * 32}"),
        ("ℵ bar", "CN=bar,O=א"),
    ],
)
def test_what_is_written_from_right_to_left_stands_apart(name: str, parts: str) -> None:
    """A name of both directions is two parts of a name; what readers cannot compare is left out."""
    assert called(name).rfc4514_string() == parts


@pytest.mark.parametrize("name", [*TEXTS, "".join(TEXTS), *(each + " root" for each in TEXTS)])
def test_every_name_can_be_compared(name: str) -> None:
    """A reader that prepares names by the letter of RFC 3454 takes whatever a house is called."""
    found = Name.load(called(name).public_bytes())
    assert found.hashable
    assert len(found.native) <= 2
    assert all(0 < len(each.encode()) <= 64 for each in found.native.values())


def test_letters_from_everywhere_can_be_compared() -> None:
    """That holds for letters of every block of Unicode, and beside others."""
    for begin in range(0, 0x30000, 112):
        letters = "".join(map(chr, range(begin, begin + 16)))
        assert Name.load(called(letters).public_bytes()).hashable
        assert Name.load(called(f"א{letters}x").public_bytes()).hashable
