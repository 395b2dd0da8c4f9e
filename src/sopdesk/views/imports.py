"""What an import would bring, as shown before anything comes in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sopdesk.domain.incident import IncidentKind, Severity, Stage
from sopdesk.domain.problems import Weight
from sopdesk.domain.sop import Answer, Format, Kind, Procedure
from sopdesk.views.drawing import Drawing


@dataclass(frozen=True, slots=True)
class ProcedurePreview:
    """A procedure that an import would bring; `taken` says that its number belongs to another one already.

    `unclear` counts places where something was not understood; `own` says that it is a procedure file of a desk, whose
    format stays as it is. `asks` counts its lines by what they ask for. `twin` is the number of a procedure of the
    manual with the same title, or with the same lines (`same_lines`).
    """

    number: str
    title: str
    section: str
    format: Format
    steps: int
    questions: int
    pictures: int
    source: str
    taken: bool
    chosen: bool = True
    kind: Kind = Kind.PROCESS
    unclear: int = 0
    own: bool = False
    asks: tuple[tuple[Answer, int], ...] = ()
    twin: str = ""
    same_lines: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a file that a person should know: where it stands, and one sentence."""

    file: str
    line: int
    sentence: str
    severity: Weight = Weight.WARNING


@dataclass(frozen=True, slots=True)
class ChartPreview:
    """What one of the flow charts in a file would become: `titles` names them all, `which` is the one shown.

    `boxes` and `arrows` were found and understood; `remarks` tell what was not, which stands in its place in `content`.
    """

    file: str
    titles: tuple[str, ...]
    which: int
    content: Procedure
    drawing: Drawing
    boxes: int
    arrows: int
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class ColumnsPreview:
    """A table of checklists: its headings, its first rows, which heading is which field, and how many rows stay out.

    `fields` are all that a line can have, in their order.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    fields: tuple[str, ...]
    chosen: Mapping[str, str]
    left_out: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What an import found in its pages, and what became of it.

    Links lead to pages of the import (`inside`), to the web (`outside`) or nowhere (`broken`). `pictures` came in at
    their place, `missing` did not. `fields` are placeholders that the desk fills, `placeholders` those that nobody
    fills. `not_understood` pieces stand marked at their place.
    """

    pages: int = 0
    headings: int = 0
    inside: int = 0
    outside: int = 0
    broken: int = 0
    tables: int = 0
    pictures: int = 0
    missing: int = 0
    boxes: int = 0
    fields: int = 0
    placeholders: int = 0
    not_understood: int = 0


@dataclass(frozen=True, slots=True)
class ManualPreview:
    """What an import would bring; `pictures` counts different files.

    `levels`: at which levels of headings one document can be cut, and how many procedures each gives; 0 leaves it
    whole. `level` is the one that is chosen.
    """

    procedures: tuple[ProcedurePreview, ...]
    sections: tuple[str, ...]
    pictures: int
    remarks: tuple[Remark, ...]
    counts: Counts = field(default_factory=Counts)
    levels: tuple[tuple[int, int], ...] = ()
    level: int = 0


@dataclass(frozen=True, slots=True)
class DateColumn:
    """How many cells of a column can be read in each order; `both`: as dmy and mdy, with two results.

    `forms` counts the ways in which its dates are written, for example ("9999-99-99", 609): two ways in one column are
    a sign that a program took day for month in some of them. `months` counts the different months that its dates lie
    in: where two columns contradict each other, the one with fewer is likely to be right.
    """

    name: str
    filled: int
    dmy: int
    mdy: int
    ymd: int
    both: int
    neither: int
    forms: tuple[tuple[str, int], ...]
    months: int


@dataclass(frozen=True, slots=True)
class DateConflictView:
    """Two columns that name the same date with day and month changed about, in `count` rows.

    `rows` holds the first of them: the row's number and what both columns say.
    """

    column: str
    other: str
    count: int
    rows: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class DatesView:
    """What was found in the columns of dates."""

    columns: tuple[DateColumn, ...]
    conflicts: tuple[DateConflictView, ...]
    agreeing: int


@dataclass(frozen=True, slots=True)
class RowTwin:
    """A row that is the same as an incident that is here, or as a row above: `sentence` says as which.

    `certain`: the very row was imported before, and never comes in twice; else a person may decide that it does.
    """

    row: int
    sentence: str
    certain: bool


@dataclass(frozen=True, slots=True)
class WordView:
    """One of the different words of a column: how often it stands there, and what it comes in as.

    "" is what stays as it is said.
    """

    word: str
    count: int
    ours: str


@dataclass(frozen=True, slots=True)
class FieldWords:
    """The words of the column that fills a field, the most frequent first, and those of ours that they can become."""

    field: str
    column: str
    ours: tuple[str, ...]
    words: tuple[WordView, ...]


@dataclass(frozen=True, slots=True)
class IncidentPreview:
    """An incident that a row would bring; `more` holds the customer and fields of its kind, by the field's name.

    `number` and `status` are what it is called where it comes from; `stage` is how it comes in.
    """

    row: int
    kind: IncidentKind
    narrative: str
    occurred_at: datetime
    about: bool
    channel: str
    place: str
    more: Mapping[str, str]
    stage: Stage = Stage.LOGGED
    severity: Severity = Severity.LOW
    number: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class TablePreview:
    """What a table would bring: counts, the first incidents, what is wrong with which row, its dates, what is twice."""

    rows: int
    good: int
    sample: tuple[IncidentPreview, ...]
    errors: tuple[tuple[int, str], ...]
    dates: DatesView
    twins: tuple[RowTwin, ...] = ()
