"""What words of a table stand for: which of ours a word means, and which for an empty cell; only proposed."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from sopdesk.domain.field import Asks
from sopdesk.domain.fields import FIELDS
from sopdesk.domain.incident import IncidentKind, Severity, Stage

EMPTY_WORDS = ("-1", "[]", "{}", "()", "n/a", "#n/a", "na", "null", "none", "nan", "nil", "?", "-", "--")
"""What programs write into a cell of which nothing is known."""
_OURS: dict[str, tuple[str, ...]] = {
    "kind": tuple(IncidentKind), "severity": tuple(Severity), "potential": tuple(Severity), "stage": tuple(Stage),
}  # fmt: skip
_KINDS = (
    (IncidentKind.NEAR_MISS, r"near.?miss"),
    (IncidentKind.COMPLAINT, r"complain"),
    (IncidentKind.DISPUTE, r"disput|charge.?back"),
    (IncidentKind.INJURY, r"injur|\bhurt\b"),
    (IncidentKind.ACCIDENT, r"accident|collision"),
    (IncidentKind.INVESTIGATION, r"investigat"),
    (IncidentKind.SECURITY, r"security|theft|burglar|intru|alarm"),
    (IncidentKind.ABUSE, r"abus|aggress|threat|harass"),
)
_SEVERITIES = (
    (Severity.SEVERE, r"sever|critical|catastroph|fatal|extreme|\biv\b|\bvi?\b|\b[4-6]\b"),
    (Severity.HIGH, r"high|major|serious|\biii\b|\b3\b"),
    (Severity.MEDIUM, r"medium|moderate|\bii\b|\b2\b"),
    (Severity.LOW, r"low|minor|slight|negligible|trivial|insignificant|\bi\b|\b1\b"),
)
_STAGES = (
    (Stage.INVESTIGATING, r"\bpending|progress|investigat|review|assigned|working|on hold"),
    (Stage.LOGGED, r"open|\bnew\b|logged|unresolved|not (closed|resolved|solved)"),
    (Stage.ACKNOWLEDGED, r"acknowledg|received"),
    (Stage.FOLLOWED_UP, r"follow(ed)?.?up"),
    (Stage.CLOSED, r"closed|complete|\bdone\b|cancel|withdrawn|finished"),
    (Stage.RESOLVED, r"solved|fixed|settled"),
)
_YES_NO = (("yes", r"yes|y|true|1|ja|oui|si|sí"), ("no", r"no|n|false|0|nein|non"))


def ours(field: str, kind: IncidentKind | None) -> tuple[str, ...]:
    """Give the words that a field takes, of one kind or of whichever has it; none where it takes any text."""
    if field in _OURS:
        return _OURS[field]
    for one in (kind,) if kind else tuple(IncidentKind):
        for spec in FIELDS[one]:
            if spec.name == field:
                return ("yes", "no") if spec.asks is Asks.YES_NO else spec.choices if spec.asks is Asks.CHOICE else ()
    return ()


def guess_word(field: str, word: str, offered: Sequence[str]) -> str:
    """Give the one of ours that a word seems to mean; "" where none does."""
    plain = " ".join(word.casefold().split())
    same = next((each for each in offered if each.casefold() == plain), "")
    if same or not plain:
        return same
    if tuple(offered) == ("yes", "no"):
        return next((each for each, pattern in _YES_NO if re.fullmatch(pattern, plain)), "")
    known = {"kind": _KINDS, "severity": _SEVERITIES, "potential": _SEVERITIES, "stage": _STAGES}.get(field, ())
    return next((each.value for each, pattern in known if re.search(pattern, plain)), "")


def guess_words(field: str, words: Iterable[str], offered: Sequence[str]) -> dict[str, str]:
    """Give what each word of a column seems to mean, by the word; one that means none of ours stays as it is said."""
    found = (" ".join(each.split()) for each in words)
    return {each: guess_word(field, each, offered) for each in found if each and each.casefold() not in offered}


def counted(cells: Iterable[str], empty: Collection[str] = ()) -> list[tuple[str, int]]:
    """Count the different words of a column, the most frequent one first; whatever their case they are one."""
    first: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for each in cells:
        said = " ".join(each.split())
        plain = said.casefold()
        if plain and plain not in empty:
            first.setdefault(plain, said)
            counts[plain] += 1
    return [(first[plain], count) for plain, count in counts.most_common()]


def empty_words(rows: Iterable[Sequence[str]]) -> dict[str, int]:
    """Count the cells in which nothing but a word for "empty" stands."""
    counts: Counter[str] = Counter()
    for row in rows:
        counts.update(plain for cell in row if len(cell) <= 6 and (plain := cell.strip().casefold()) in EMPTY_WORDS)  # noqa: PLR2004 - none is longer
    return {each: counts[each] for each in EMPTY_WORDS if counts[each]}
