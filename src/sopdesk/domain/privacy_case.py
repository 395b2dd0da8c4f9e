"""Privacy cases: injuries and illnesses whose log keeps the name back (29 CFR 1904.29(b)(6) to (9))."""

import re
from collections.abc import Iterable, Mapping

PRIVACY_KINDS = (
    "intimate body part or reproductive system", "sexual assault", "mental illness",
    "HIV, hepatitis or tuberculosis", "needlestick, or cut with another person's blood",
    "illness, at the person's wish",
)  # fmt: skip
"""What makes a privacy case by 29 CFR 1904.29(b)(7), (i) to (vi), in this order."""
AT_WISH = PRIVACY_KINDS[-1]
"""Illnesses alone are privacy cases at the person's wish, injuries are not."""
NAMED = "named as one"
"""Why a case is one where somebody said so, and not of which kind; the law knows no others (1904.29(b)(8))."""
_SIGNS = tuple(
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in zip(
        PRIVACY_KINDS,
        (
            r"\b(?:genital\w*|groins?|testic\w*|penis|vagina\w*|vulva\w*|breasts?|buttocks?|miscarriage)\b",
            r"\b(?:rape[ds]?|sexual(?:ly)? (?:assault\w*|abuse\w*)|indecent\w*)\b",
            r"\b(?:mental (?:illness|health|breakdown)|depress(?:ion|ive)|PTSD|post-?traumatic|panic attacks?)\b",
            r"\b(?:HIV|hepatitis|tuberculosis)\b",
            r"\b(?:needle-?\s?sticks?|(?:hypodermic|used|dirty) needles?|syringes?|(?:an)?other person['’]s blood)\b",
        ),
        strict=False,
    )
)  # fmt: skip


def privacy_reason(values: Mapping[str, str], texts: Iterable[str]) -> str:
    """Say why a case is a privacy case, or give "".

    What the law names is one whatever else was answered. Where nobody has answered, words that sound like what the
    law names make it one until somebody says no: a name that stood on the log once cannot be taken back.
    """
    kind, said = values.get("privacy_kind", ""), values.get("privacy_case", "")
    if kind:
        return kind
    if said:
        return NAMED if said == "yes" else ""
    found = sounding_like(texts)
    return f"sounds like: {found}; nobody has decided" if found else ""


def sounding_like(texts: Iterable[str]) -> str:
    """Give what the law names that words sound like, or ""."""
    whole = "\n".join(texts)
    return next((kind for kind, sign in _SIGNS if sign.search(whole)), "")
