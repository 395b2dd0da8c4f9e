"""Reading back the structure tree of a print, as a screen reader would."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Name

SHOWN = {"Tj", "TJ", "'", '"'}
PAINTED = SHOWN | {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh", "INLINE IMAGE"}


@dataclass
class Told:
    """One element: its kind, its own entries, the numbers of its marks as (page, mark), and what is in it."""

    kind: str
    entries: Any
    marks: list[tuple[int, int]] = field(default_factory=list)
    kids: list["Told"] = field(default_factory=list)
    annotations: list[Any] = field(default_factory=list)

    def every(self) -> Iterator["Told"]:
        """Give the element and everything in it, in the order of reading."""
        yield self
        for each in self.kids:
            yield from each.every()

    def attribute(self, name: str) -> Any:  # noqa: ANN401 - a value of the file
        """Give the value of an attribute, or None."""
        return next((each[name] for each in self.entries.get("/A", []) if name in each), None)


def opened(content: bytes) -> pikepdf.Pdf:
    """Open a print."""
    return pikepdf.open(io.BytesIO(content))


def tree(pdf: pikepdf.Pdf) -> Told:
    """Give the document's element."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    return _told(pdf.Root.StructTreeRoot.K, pages)


def _told(found: Any, pages: dict[tuple[int, int], int]) -> Told:  # noqa: ANN401 - an object of the file
    told = Told(str(found.S)[1:], found)
    for kid in found.K:
        if not isinstance(kid, pikepdf.Dictionary):
            told.marks.append((pages[found.Pg.objgen], int(kid)))
        elif kid.get("/Type") == Name.MCR:
            told.marks.append((pages[kid.Pg.objgen], int(kid.MCID)))
        elif kid.get("/Type") == Name.OBJR:
            told.annotations.append(kid.Obj)
        else:
            told.kids.append(_told(kid, pages))
    return told


def drawn(page: pikepdf.Page) -> Iterator[tuple[str, str, int | None]]:
    """Give what a page draws as (operator, kind of what it belongs to, number of the mark); "" belongs to nothing."""
    around: list[tuple[str, int | None]] = []
    for step in pikepdf.parse_content_stream(page):
        operands, name = step.operands, str(step.operator)
        if name == "BMC":
            around.append((str(operands[0])[1:], None))
        elif name == "BDC":
            kind, said = str(operands[0])[1:], operands[1]
            around.append((kind + (" Pagination" if said.get("/Type") == Name.Pagination else ""),
                           int(said.MCID) if "/MCID" in said else None))  # fmt: skip
        elif name == "EMC":
            around.pop()
        elif name in PAINTED:
            yield (name, *(around[-1] if around else ("", None)))
    assert not around
