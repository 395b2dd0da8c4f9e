"""A responsibility matrix of a file, as it would come into a procedure."""

from dataclasses import dataclass

from sopdesk.domain.sop import Procedure
from sopdesk.views.imports import Remark


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A column of the file, and the role of the house that it is; "" leaves it out."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """A row of the file: where it stands, what it says, its step (new when `is_new`), its letters by role."""

    line: int
    label: str
    step: str
    title: str
    is_new: bool
    letters: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MatrixPreview:
    """What one of the matrices in a file would become: `names` are all of them, `which` is the one shown.

    `content` is the procedure with it. `remarks` name what was not understood, and rows without exactly one A.
    """

    file: str
    names: tuple[str, ...]
    which: int
    content: Procedure
    columns: tuple[MatrixColumn, ...]
    lines: tuple[MatrixLine, ...]
    remarks: tuple[Remark, ...]
