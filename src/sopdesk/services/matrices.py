"""Responsibility matrices in and out: from a file into a draft, and from the manual into a file."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sopdesk.domain.person import Right, Role
from sopdesk.domain.problems import Weight
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.role import Roles
from sopdesk.domain.sop import Duty, Format, Kind, Procedure, Step
from sopdesk.interchange.matrix_export import FORMS, matrix_file
from sopdesk.interchange.matrix_file import Matrix, MatrixRow, bare_words, letters_of, read_matrices
from sopdesk.interchange.procedure_file import format_procedure
from sopdesk.interchange.step_lines import slug
from sopdesk.services.desk import Desk
from sopdesk.services.drafts import Drafts
from sopdesk.services.manual import Manual
from sopdesk.views.imports import Remark
from sopdesk.views.matrices import MatrixColumn, MatrixLine, MatrixPreview

_NOT_A_LETTER = re.compile(r"[^\w]+")


class Matrices:
    """Reads matrices for a preview, keeps one as a draft, and writes those of the manual."""

    def __init__(self, desk: Desk, manual: Manual, drafts: Drafts) -> None:
        """Ask the other services."""
        self._desk = desk
        self._manual = manual
        self._drafts = drafts

    def read(
        self, file: Path, *, which: int = 0, sop: str = "", roles: Mapping[str, str] | None = None
    ) -> MatrixPreview:
        """Say what one of the matrices of a file would become in a procedure (a new article when `sop` is "").

        `roles` gives the role of the house for columns by their name, "" to leave one out; the others are matched by
        id or name. Nothing is kept. Refuses a file without a matrix.
        """
        found = read_matrices(file)
        if not 0 <= which < len(found):
            raise Refusal(f"{file.name} holds {len(found)} matrices.")
        matrix = found[which]
        base = self._manual.page(sop).content if sop else _empty(matrix.name or file.stem)
        reader = _Reader(file.name, matrix, base, self._columns(matrix, roles or {}))
        content = reader.content()
        names = tuple(each.name or file.stem for each in found)
        return MatrixPreview(
            file.name, names, which, content, reader.columns, tuple(reader.lines), tuple(reader.remarks)
        )

    def keep(self, *, by: str, preview: MatrixPreview, sop: str = "", number: str = "") -> str:
        """Keep it as a draft of its procedure, or of a new one with this number; give the draft's id."""
        self._desk.require(by, Right.WRITE)
        content = replace(preview.content, number=number or preview.content.number)
        return self._drafts.keep(author=by, text=format_procedure(content), sop=sop)

    def write(self, form: str, sops: Sequence[str] = ()) -> bytes:
        """Give the matrices of procedures (of all in force, without any named) as "md", "csv" or "xlsx".

        Reading is open to all, so nothing is recorded. Refuses when there is none.
        """
        if form not in FORMS:
            raise Refusal(f"A matrix is written as {', '.join(FORMS)}, not as {form}.")
        chosen = sops or [row.id for row in self._manual.rows() if row.label]
        contents = [self._manual.page(each).content for each in chosen]
        contents = [each for each in contents if each.duties]
        if not contents:
            raise Refusal("No procedure here says who is responsible for what.")
        return matrix_file(contents, self._desk.roles().names(), form)

    def _columns(self, matrix: Matrix, said: Mapping[str, str]) -> tuple[MatrixColumn, ...]:
        roles = self._desk.roles()
        return tuple(MatrixColumn(each, said.get(each, _role(each, roles))) for each in matrix.roles)


class _Reader:
    """Matches the rows of a matrix to steps, and its columns to roles."""

    def __init__(self, file: str, matrix: Matrix, base: Procedure, columns: tuple[MatrixColumn, ...]) -> None:
        self._file = file
        self._matrix = matrix
        self._base = base
        self.columns = columns
        self.lines: list[MatrixLine] = []
        self.remarks: list[Remark] = []
        self._steps = {each.id: each for each in base.steps}
        self._titles = {_plain(each.title): each.id for each in reversed(base.steps)}

    def content(self) -> Procedure:
        """Give the procedure with the matrix; rows that were not matched are steps at its end."""
        first = self._matrix.rows[0].line if self._matrix.rows else 1
        for each in self._matrix.left_out:
            self._remark(first, f"The column “{each}” holds no letters; it was left out.")
        for column in self.columns:
            if not column.role:
                self._remark(first, f"“{column.name}” is no role of this house; its column was left out.")
        rows = [each for each in self._matrix.rows if each.procedure in {"", self._base.number} or not self._base.steps]
        if len(rows) < len(self._matrix.rows):
            others = len(self._matrix.rows) - len(rows)
            self._remark(first, f"Rows of other procedures were left out: {others}.", Weight.HINT)
        duties = [duty for row in rows for duty in self._row(row)]
        named = {each.step for each in self.lines}
        kept = [each for each in self._base.duties if each.step not in named]
        order = {step: at for at, step in enumerate(self._steps)}
        duties = sorted((*kept, *duties), key=lambda each: order.get(each.step, len(order)))
        return replace(self._base, steps=tuple(self._steps.values()), duties=tuple(duties))

    def _row(self, row: MatrixRow) -> Iterable[Duty]:
        step, is_new = self._step(row)
        letters: dict[str, str] = {}
        for column, cell in zip(self.columns, row.cells, strict=True):
            found, unknown = letters_of(cell)
            for each in unknown:
                how = f"was read as {found}" if found else "is none of R, A, C and I; it was left out"
                self._remark(row.line, f"“{each}” for {column.name} in “{row.label}” {how}.")
            if column.role and found:
                both = set(letters.get(column.role, "")) | set(found)
                letters[column.role] = "".join(each for each in "RACI" if each in both)
        accountable = "".join(letters.values()).count("A")
        if accountable != 1:
            many = "Nobody is" if not accountable else f"{accountable} roles are"
            self._remark(row.line, f"{many} accountable (A) for “{row.label}”; approval asks for exactly one.")
        title = self._steps[step].title
        self.lines.append(MatrixLine(row.line, row.label, step, title, is_new, tuple(letters.items())))
        return [Duty(step, role, said) for role, said in letters.items()]

    def _step(self, row: MatrixRow) -> tuple[str, bool]:
        """Find the step of a row by its id, then by its title, else make one."""
        taken = {each.step for each in self.lines}
        for found in (row.id, self._titles.get(_plain(row.label), ""), row.label):
            if found in self._steps and found not in taken:
                return found, False
        title = row.label or row.id or "Untitled"
        name = slug(title, self._steps) or slug("step", self._steps)
        self._steps[name] = Step(name, title)
        return name, True

    def _remark(self, line: int, sentence: str, weight: Weight = Weight.WARNING) -> None:
        self.remarks.append(Remark(self._file, line, sentence, weight))


def _plain(text: str) -> str:
    return _NOT_A_LETTER.sub(" ", bare_words(text).casefold()).strip()


def _role(name: str, roles: Roles) -> str:
    """Give the role of the house that a column's heading names, by its id or its name, or ""."""
    wanted = _plain(name)
    return next((each.id for each in roles.in_use() if wanted in {_plain(each.id), _plain(each.name)}), "")


def _empty(title: str) -> Procedure:
    return Procedure("NEW-001", title, Kind.PROCESS, Format.ARTICLE, "", Role.MANAGER)
