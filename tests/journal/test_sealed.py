import json
from pathlib import Path

import pytest
from sd_jwt.common import SDJWTCommon

from sopdesk.journal.sealed import digest_of_text, new_salt, reveal, seal

PUBLISHED = json.loads((Path(__file__).parents[1] / "vectors" / "sd_jwt_rfc9901.json").read_text("utf-8"))
DISCLOSED = [
    each for example in PUBLISHED["examples"] for each in example["disclosures"] if len(each["decoded"]) == 3
]  # fmt: skip


def test_published_disclosures() -> None:
    """Published disclosures have the published digests and are read as published."""
    assert len(DISCLOSED) == 28
    for each in DISCLOSED:
        assert digest_of_text(each["disclosure"]) == each["digest"]
        assert reveal(each["disclosure"]) == tuple(each["decoded"][1:])


def test_encodings_of_the_standard() -> None:
    """All ways in which RFC 9901 shows the same disclosure are read alike."""
    named = [each for each in PUBLISHED["disclosure_encodings"] if len(each["claim"]) == 3]
    assert {reveal(each["disclosure"]) for each in named} == {("family_name", "Möbius")}


def test_sealed_and_revealed() -> None:
    """A value is read back from its disclosure; another hand gives the same digest."""
    sealed = seal("name", "Zoë Ång", lambda: bytes(range(16)))
    assert reveal(sealed.text) == ("name", "Zoë Ång")
    assert sealed.digest == SDJWTCommon("compact")._b64hash(sealed.text.encode())


def test_salts_differ() -> None:
    """The same name sealed twice gives two digests, so that nobody can guess it from the journal."""
    assert len(new_salt()) == 16
    assert seal("name", "Ann").digest != seal("name", "Ann").digest


def test_floats_are_not_sealed() -> None:
    """What canonical JSON does not hold cannot be sealed either."""
    with pytest.raises(ValueError, match="float"):
        seal("amount", 1.5)


@pytest.mark.parametrize("text", ["", "!", "é", "W10", "WzEsMiwzXQ", "W10=", "AAAAA", "e30"])
def test_what_is_no_disclosure(text: str) -> None:
    """A text that is no disclosure is refused with a sentence."""
    with pytest.raises(ValueError, match="disclosure"):
        reveal(text)
