"""Incidents that may belong together: proposed with the reason, linked by a person, never merged."""

from collections.abc import Callable, Sequence

from sopdesk.domain.alike import DAYS_APART, WHY, words_alike
from sopdesk.domain.case import Incident
from sopdesk.services.casefile import CaseFiles
from sopdesk.views.incidents import SimilarCase

ALIKE = "alike words"


def similar_cases(
    state: Incident, files: CaseFiles, alike: Callable[[str], Sequence[str]], limit: int, by: str
) -> tuple[SimilarCase, ...]:
    """Give other incidents with the same reference, person, place or words, those with most reasons first.

    `by` is who asks: what is kept from them is not among them.
    """
    reasons: dict[str, list[str]] = {}
    for subject, sort in files.with_same_keys(state, DAYS_APART, limit):
        reasons.setdefault(subject, []).append(WHY[sort])
    told = state.values["narrative"]
    near = set(alike(told)) - {state.id}
    rows = files.rows_of([*reasons, *sorted(near - reasons.keys())], by=by)
    found = []
    for row in rows:
        why = sorted(set(reasons.get(row.id, ())))
        if row.id in near and words_alike(told, row.summary):
            why.append(ALIKE)
        if why and row.id not in state.links and not row.own_words:
            found.append(SimilarCase(row, tuple(why)))
    return tuple(sorted(found, key=lambda each: -len(each.why))[:limit])
