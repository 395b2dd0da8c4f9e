"""Privacy cases of the OSHA log (29 CFR 1904.29(b)(6) to (9))."""

import pytest

from sopdesk.domain.privacy_case import PRIVACY_KINDS, privacy_reason


@pytest.mark.parametrize(
    ("said", "text", "why"),
    [
        ({}, "Cut on the left hand", ""),
        ({"privacy_case": "yes"}, "Cut on the left hand", "named as one"),
        ({"privacy_case": "no"}, "A needlestick", ""),
        ({"privacy_case": "no", "privacy_kind": PRIVACY_KINDS[3]}, "", PRIVACY_KINDS[3]),
        ({}, "Was sexually assaulted in the yard", "sounds like: sexual assault; nobody has decided"),
        ({}, "Exposed to Hepatitis B", f"sounds like: {PRIVACY_KINDS[3]}; nobody has decided"),
        ({}, "Kicked in the groin", f"sounds like: {PRIVACY_KINDS[0]}; nobody has decided"),
        ({}, "PTSD after the robbery", f"sounds like: {PRIVACY_KINDS[2]}; nobody has decided"),
        ({}, "Pricked by a used needle", f"sounds like: {PRIVACY_KINDS[4]}; nobody has decided"),
    ],
)
def test_what_makes_a_privacy_case(said: dict[str, str], text: str, why: str) -> None:
    """What the law names counts above all, then the answer; unanswered, words that sound like it keep the name back."""
    assert privacy_reason(said, ("At 14:05", text)) == why
