"""What an import would bring, line by line: its procedures under their sections, and what was not clear."""

from collections.abc import Iterator
from itertools import groupby

from sopdesk.ui.imports.words import ASKS, tr
from sopdesk.ui.manual.words import FORMAT_ICONS, WEIGHTS, format_word
from sopdesk.ui.widgets.lines import Line
from sopdesk.views.imports import ManualPreview, ProcedurePreview


def procedure_lines(preview: ManualPreview) -> Iterator[Line]:
    """Give a line for each procedure, under its section."""
    places = {section: place for place, section in enumerate(preview.sections)}
    rows = sorted(preview.procedures, key=lambda each: places[each.section])
    for section, group in groupby(rows, key=lambda each: each.section):
        yield Line(section or tr("Without a section"), heading=True)
        yield from map(_procedure, group)


def remark_lines(preview: ManualPreview) -> Iterator[Line]:
    """Give a line for each thing that was not clear, the worst first."""
    for each in preview.remarks:
        word, kind = WEIGHTS[each.severity]
        where = tr("{file}, line {line}").format(file=each.file, line=each.line)
        yield Line(each.sentence, where, tr(word), kind, data=each)
    if not preview.remarks:
        yield Line(tr("Everything was clear."), icon="check")


def asks_in_words(asks: ProcedurePreview) -> str:
    """Say how many lines of a checklist ask for what."""
    return ", ".join(tr(ASKS[each]).format(n=count) for each, count in asks.asks)


def _procedure(each: ProcedurePreview) -> Line:
    counted = (
        (each.steps, tr("{n} steps")), (each.questions, tr("{n} questions")), (each.pictures, tr("{n} pictures")),
    )  # fmt: skip
    said = [words.format(n=n) for n, words in counted if n]
    detail = " · ".join(filter(None, (each.number, format_word(each.format), *said, asks_in_words(each))))
    chip = ("", "plain")
    if not each.chosen:
        chip = (tr("left out"), "plain")
    elif each.taken:
        chip = (tr("number taken"), "danger")
    elif each.twin:
        chip = ((tr("same lines as {number}") if each.same_lines else tr("same title as {number}"))
                .format(number=each.twin), "warning")  # fmt: skip
    elif each.unclear:
        chip = (tr("to put right: {n}").format(n=each.unclear), "warning")
    return Line(each.title, detail, *chip, note=each.source, icon=FORMAT_ICONS[each.format], data=each)
