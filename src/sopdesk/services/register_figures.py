"""Figures at the head of registers of incidents, and what has to be known to read them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from sopdesk.domain.follow_up import FollowUpFigures
from sopdesk.domain.incident import ORDER, Stage
from sopdesk.domain.privacy_case import AT_WISH, NAMED
from sopdesk.views.incident_registers import (
    CLASSES,
    ILLNESSES,
    AccidentEntry,
    ComplaintLine,
    IncidentLine,
    IncidentRegister,
    OshaCase,
    OshaTotals,
    Register,
    RegisterScope,
)

Figures = tuple[tuple[str, str], ...]
_RESOLVED = ORDER.index(Stage.RESOLVED)
_NAMED = 20
"""So many numbers of cases are named in a note."""


def with_figures(made: IncidentRegister, which: RegisterScope, undecided: Sequence[str]) -> IncidentRegister:
    """Give a register with its figures and notes. `undecided` are cases that nobody has classed for OSHA yet."""
    lines = made.lines
    match made.register:
        case Register.COMPLAINTS:
            return replace(made, figures=_complaints([each for each in lines if isinstance(each, ComplaintLine)]))
        case Register.BOOK | Register.BOOK_SHOWN:
            entries = [each for each in lines if isinstance(each, AccidentEntry)]
            kept = sum(each.name_kept_back for each in entries)
            return replace(made, figures=_accidents(entries), withheld=max(made.withheld, kept))
        case Register.ALL:
            return replace(made, figures=_incidents([each for each in lines if isinstance(each, IncidentLine)]))
    cases = [each for each in lines if isinstance(each, OshaCase)]
    private = sum(bool(each.privacy) for each in cases)
    return replace(
        made, figures=_osha(cases), notes=_osha_notes(cases, undecided), totals=totals(cases),
        year=which.first.year if which.first else None, hours=which.hours, employees=which.employees,
        withheld=made.withheld if made.register is Register.OSHA_NAMES else made.withheld + private,
    )  # fmt: skip


def totals(cases: Iterable[OshaCase]) -> OshaTotals:
    """Give the totals of a year's cases."""
    found = list(cases)
    classes, types = Counter(each.osha_class for each in found), Counter(each.illness for each in found)
    return OshaTotals(
        tuple(classes[each] for each in CLASSES), sum(each.days_away for each in found),
        sum(each.days_restricted for each in found), tuple(types[each] for each in ILLNESSES),
    )  # fmt: skip


def _complaints(lines: Sequence[ComplaintLine]) -> Figures:
    still = sum(ORDER.index(each.stage) < _RESOLVED for each in lines)
    return (
        ("Received", f"{len(lines):,}{_imported([each.imported for each in lines])}"),
        ("Not resolved yet", f"{still:,}"),
        ("Days to acknowledge", _days([each.days_to_acknowledge for each in lines])),
        ("Days to resolve", _days([each.days_to_resolve for each in lines])),
        ("Findings", _shares(each.finding for each in lines)),
        ("Categories", _shares(each.category for each in lines)),
        ("Accepted by the customer", _shares(each.accepted for each in lines)),
        ("Channels", _shares(each.channel for each in lines)),
    )


def follow_ups(asked: FollowUpFigures) -> Figures:
    """Give what customers said when they were asked afterwards."""
    if not asked.tries:
        return (("Customers asked afterwards", "none"),)
    mean = f"{asked.satisfaction:.1f} of 5 ({asked.rated} answers)" if asked.satisfaction is not None else "no answer"
    net = f"{asked.net:+d} ({asked.recommended} answers)" if asked.net is not None else "no answer"
    in_time = f"{asked.in_time:.0%}" if asked.in_time is not None else "–"
    return (
        ("Customers asked afterwards", f"{asked.tries}, reached: {asked.reached}, within 48 hours: {in_time}"),
        ("Satisfaction", mean),
        ("Recommendation (net score, −100 to 100)", net),
        ("Did not agree", f"{asked.disagreed}"),
    )


def _accidents(entries: Sequence[AccidentEntry]) -> Figures:
    return (
        ("Entries", f"{len(entries):,}"),
        ("Who was injured", _shares(each.status for each in entries)),
        ("First aid", _shares(each.first_aid for each in entries)),
        ("Reportable", _shares(each.reportable.partition(":")[0] for each in entries)),
        ("May be shown to safety representatives", _shares(each.consent for each in entries)),
        ("Names kept back here", f"{sum(each.name_kept_back for each in entries):,}"),
    )


def _incidents(lines: Sequence[IncidentLine]) -> Figures:
    return (
        ("Incidents", f"{len(lines):,}{_imported([each.imported for each in lines])}"),
        ("Kinds", _shares(each.kind.value.replace("-", " ") for each in lines)),
        ("Stages", _shares(each.stage.value for each in lines)),
        ("Severity", _shares(each.severity for each in lines)),
    )


def _osha(cases: Sequence[OshaCase]) -> Figures:
    private = sum(bool(each.privacy) for each in cases)
    return (
        ("Recordable cases", f"{len(cases):,}"),
        ("Of them privacy cases", f"{private:,}"),
        ("Classes", _shares(each.osha_class for each in cases)),
        ("Days away from work", f"{sum(each.days_away for each in cases):,}"),
        ("Days of transfer or restriction", f"{sum(each.days_restricted for each in cases):,}"),
    )


def _osha_notes(cases: Sequence[OshaCase], undecided: Sequence[str]) -> tuple[str, ...]:
    said = []
    if undecided:
        more = f" and {len(undecided) - _NAMED} more" if len(undecided) > _NAMED else ""
        said.append(f"Nobody has said yet whether these go on the log: {', '.join(undecided[:_NAMED])}{more}.")
    guessed = [each.number for each in cases if each.privacy.endswith("nobody has decided")]
    if guessed:
        said.append(
            "The name is kept back because the words sound like a privacy case, until somebody decides: "
            f"{', '.join(guessed)}."
        )
    if odd := [each.number for each in cases if _not_by_law(each)]:
        said.append(
            "Privacy cases that name no kind which 29 CFR 1904.29(b)(7) knows for them; the law allows no others: "
            f"{', '.join(odd)}."
        )
    typeless = [each.number for each in cases if not each.illness]
    if typeless:
        said.append(f"The type of injury or illness is not recorded, and is missing in the totals: "
                    f"{', '.join(typeless)}.")  # fmt: skip
    return tuple(said)


def _not_by_law(case: OshaCase) -> bool:
    """Tell whether a name is kept back as somebody said, and no kind is named that the law knows for the case."""
    return case.privacy == NAMED or (case.privacy == AT_WISH and case.illness == "injury")


def _days(found: Iterable[int | None]) -> str:
    """Say how many days it took: the middle one, the most, and of how many it is known."""
    known = [each for each in found if each is not None]
    if not known:
        return "–"
    if not max(known):
        return f"all on the same day ({len(known):,} of them known)"
    return f"half of them within {median(known):g}, all within {max(known)} ({len(known):,} of them known)"


def _shares(values: Iterable[str]) -> str:
    """Say how often each value stands there, the most frequent first; what is empty comes last."""
    counted = Counter(values)
    empty = counted.pop("", 0)
    said = [f"{value} {count:,}" for value, count in counted.most_common()]
    return ", ".join([*said, *([f"not recorded {empty:,}"] if empty else [])]) or "–"


def _imported(flags: Sequence[bool]) -> str:
    return f" ({sum(flags):,} of them imported)" if any(flags) else ""
