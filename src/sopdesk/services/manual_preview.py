"""A folder of Markdown as a person sees it before it comes in."""

from collections.abc import Callable

from sopdesk.domain.problems import Weight
from sopdesk.interchange.manual_folder import DraftProcedure, ManualDraft
from sopdesk.views.imports import ManualPreview, ProcedurePreview

_WEIGHTS = tuple(Weight)


def preview_of(draft: ManualDraft, find_number: Callable[[str], str | None]) -> ManualPreview:
    """Give what a folder would bring; `find_number` tells whom a number belongs to. The worst remarks come first."""
    remarks = sorted(draft.report, key=lambda each: (_WEIGHTS.index(each.severity), each.file, each.line))
    return ManualPreview(
        tuple(_procedure(each, taken=find_number(each.procedure.number) is not None) for each in draft.procedures),
        tuple(dict.fromkeys(each.procedure.section for each in draft.procedures)),
        len({content for each in draft.procedures for content in each.pictures.values()}),
        tuple(remarks),
    )


def _procedure(draft: DraftProcedure, *, taken: bool) -> ProcedurePreview:
    content = draft.procedure
    return ProcedurePreview(
        content.number, content.title, content.section, content.format, len(content.steps), len(content.questions),
        len(draft.pictures), draft.source, taken,
    )  # fmt: skip
