"""A case file for somebody from whom something is kept back: made of what goes along, and of nothing else.

The file is folded from its entries as if the values that stay were not there, so they can be on no page, in no drawing
and in no structure of it. What is left are the same words elsewhere: names, numbers and whole values that are kept back
are taken out wherever they stand again. What other records say, which the preview does not show, stays out.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from sopdesk.domain.event import ERASED, Recorded, sealed_fields
from sopdesk.domain.field import FieldSpec
from sopdesk.domain.field_sets.entries import EntrySpec
from sopdesk.services.echoes import called, found_in, name_words, words_of
from sopdesk.services.evidence_story import WITHHELD
from sopdesk.services.parcel import Parcel, Redaction
from sopdesk.views.body import BodyFigure
from sopdesk.views.incidents import IncidentFile
from sopdesk.views.manual import Page
from sopdesk.views.trail import CaseReport, Printing

_AS_IT_IS = frozenset({
    "zone", "country", "id", "party", "entry", "digest", "file_digest", "media_type", "cause", "under", "action",
    "owner", "verifier", "sop", "run",
})  # fmt: skip
"""What views hold that is no text for a reader: ids, digests, zones."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What a copy of one case goes without: fields by entry ("log:seq"), words, and all files but those that go.

    `names` are taken out by each of their words, `words` as a whole; `staff` are the names of those who work here.
    """

    gone: Mapping[str, frozenset[str]]
    words: tuple[str, ...]
    names: tuple[str, ...]
    staff: tuple[str, ...]
    files: frozenset[str]

    def over_event(self, recorded: Recorded) -> Recorded:
        """Give an entry as it reads without what stays."""
        gone = self.gone.get(f"{recorded.stamp.log}:{recorded.stamp.seq}", frozenset())
        stays = {
            name: ERASED for name in sealed_fields(type(recorded.what))
            if name in gone and getattr(recorded.what, name) not in {None, ERASED}
        }  # fmt: skip
        return replace(recorded, what=replace(recorded.what, **stays)) if stays else recorded


def cut_of(parcel: Parcel, redaction: Redaction, staff: Collection[str], going: Collection[str]) -> Cut:
    """Give what a copy goes without; `staff` are the names of those who work here, `going` the files that leave."""
    stays = [each for each, _ in parcel.told if not each.goes(redaction)]
    gone: dict[str, set[str]] = {}
    for each in stays:
        gone.setdefault(each.place, set()).add(each.field)
    words = tuple(sorted({text for each in stays for text in words_of(each)}, key=len, reverse=True))
    theirs = tuple(staff) if redaction.names else ()
    return Cut(
        {place: frozenset(names) for place, names in gone.items()}, words, name_words(stays), called(theirs),
        frozenset(going),
    )  # fmt: skip


def redacted(report: CaseReport, cut: Cut, whole: IncidentFile) -> CaseReport:
    """Give a report, folded from what goes along, with every word that stays taken out wherever it stands again.

    `whole` is the file with all that its reader sees: it says what is missing, and which signatures stand. What stood
    for an erased value reads so; where the file holds erased values too, the two cannot be told apart.
    """
    erased = any(each.erased for each in report.marks)
    gone = f"{ERASED[:-1]} or {WITHHELD[1:]}" if erased else WITHHELD
    pattern, staff = found_in(cut.words, (*cut.names, *cut.staff)), found_in((), cut.staff)

    def over(text: str) -> str:
        text = text.replace(ERASED, gone)
        return pattern.sub(WITHHELD, text) if pattern else text

    return replace(
        report, file=_file(over_words(report.file, over), cut, whole), redacted=True,
        marks=tuple(replace(each, withheld=tuple(sorted(cut.gone.get(each.entry, ())))) for each in report.marks),
        printing=_printing(report.printing, staff), procedures=tuple(_page(each, staff) for each in report.procedures),
    )  # fmt: skip


def over_words(value: Any, over: Callable[[str], str]) -> Any:  # noqa: ANN401 - whatever a view is made of
    """Give views, however deep, with each of their texts as `over` gives it; what a form asks for stays as it is."""
    match value:
        case FieldSpec() | EntrySpec() | BodyFigure():
            return value
        case _ if type(value) is str:
            return over(value)
        case tuple() if type(value) is tuple:
            return tuple(over_words(each, over) for each in value)
        case Mapping():
            return {key: over_words(each, over) for key, each in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            held = {each.name: getattr(value, each.name) for each in fields(value)}
            text = {name: each for name, each in held.items() if name not in _AS_IT_IS or not isinstance(each, str)}
            return replace(value, **{name: over_words(each, over) for name, each in text.items()})
        case _:
            return value


def _file(file: IncidentFile, cut: Cut, whole: IncidentFile) -> IncidentFile:
    """Take what is missing and which signatures stand from the whole file; of linked files tell number and kind."""
    stands = {each.entry: tuple(hand.holds for hand in each.signed) for each in whole.entries}
    entries = tuple(
        replace(each, signed=tuple(
            replace(hand, holds=holds) for hand, holds in zip(each.signed, stands[each.entry], strict=True)
        ))
        for each in file.entries
    )  # fmt: skip
    return replace(
        file, entries=entries, linked=tuple(replace(each, summary="") for each in file.linked),
        attachments=tuple(
            replace(each, withheld=each.withheld or each.digest not in cut.files) for each in file.attachments
        ),
        missing=whole.missing, lacks=whole.lacks,
    )  # fmt: skip


def _printing(printing: Printing, staff: re.Pattern[str] | None) -> Printing:
    return replace(printing, printed_by=staff.sub(WITHHELD, printing.printed_by)) if staff else printing


def _page(page: Page, staff: re.Pattern[str] | None) -> Page:
    """Give the exact text of a procedure, and who wrote and approved it unless the names of those stay."""
    revision = replace(page.revision, incidents=())
    if staff is not None:
        revision = over_words(revision, lambda text: staff.sub(WITHHELD, text))
    return replace(page, revision=revision, history=())
