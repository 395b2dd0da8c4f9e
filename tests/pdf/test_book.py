import io
from dataclasses import replace
from datetime import timedelta

from pypdf import PdfReader
from reportlab.platypus import Spacer

from sopdesk.domain.prose import Paragraph, Span
from sopdesk.domain.sop import Duty
from sopdesk.pdf.book_back import letters_by_role
from sopdesk.pdf.book_front import in_lots
from sopdesk.pdf.page import Running, Sheet, Stream
from sopdesk.pdf.style import HEIGHT
from sopdesk.views.manual import BookScope, Link, Page
from tests.pdf import samples
from tests.pdf.reading import outline_of, pages_of, text_of


def opening() -> Page:
    """Give a procedure that leads to steps of another one, to one that is not there, and within itself."""
    page = samples.small_page("SOP-001", "Opening", "Every day")
    links = tuple(
        Link("Refunds", "SOP-012", "sop-1", step, "", broken=False) for step in ("ask", "a-step-that-was-removed")
    )
    text = Paragraph((Span("see above", link="#one"), Span("the other", link="SOP-012#count"), Span("plain")))
    return replace(page, links=links, prose={**page.prose, "step:one": (text,)})


def links_of(content: bytes, page: int) -> list[int]:
    """Give the pages (from 1) that the links of a page lead to, within the file."""
    reader = PdfReader(io.BytesIO(content))
    found = []
    for each in reader.pages[page - 1].get("/Annots", []):
        aim = each.get_object().get("/Dest")
        if aim is not None:
            found.append(1 + next(n for n, one in enumerate(reader.pages) if one.indirect_reference == aim[0]))
    return found


def test_the_outline_of_a_book() -> None:
    """A book's bookmarks lead to the contents, what is in force, sections, procedures, matrix, limits and roles."""
    content = samples.book([samples.page(), opening()])
    marks = [(depth, title) for depth, title, _ in outline_of(content)]
    assert marks == [
        (0, "Contents"), (0, "What is in force"), (0, "At the counter"), (1, "SOP-012 Refund without a receipt"),
        (0, "Every day"), (1, "SOP-001 Opening"), (0, "Who does what"), (0, "How far each role may go"),
        (0, "Index of roles"),
    ]  # fmt: skip


def test_links_lead_to_procedures_and_steps() -> None:
    """A reference leads to the step it names, or to the procedure when that step is gone; plain words lead nowhere."""
    content = samples.book([opening(), samples.page()])
    pages = pages_of(content)
    starts = {title: page for _, title, page in outline_of(content)}
    first = starts["SOP-001 Opening"]
    refund = starts["SOP-012 Refund without a receipt"]
    step = next(n for n, page in enumerate(pages, 1) if "Is the receipt there?" in page and n >= refund)
    aims = links_of(content, first)
    assert sorted(aims) == sorted([first, step, step, refund])


def test_what_is_in_force_stands_in_front() -> None:
    """The front says which revision of each procedure is in force, since when, and when it is looked at again."""
    pages = pages_of(samples.book([samples.page(), opening()]))
    front = next(page for page in pages if "What is in force\nNumber" in page)
    for words in ("SOP-012", "1.1", "3 May 2026", "Supervisor", "3 November 2026"):
        assert words in front


def test_the_back_names_limits_and_roles() -> None:
    """The back gathers the matrix, every limit, and for each role the procedures and their pages."""
    content = samples.book([samples.page(), opening()])
    pages = pages_of(content)
    refund = next(page for _, title, page in outline_of(content) if title.startswith("SOP-012"))
    matrix, limits, roles = pages[-3:]
    assert "Who does what" in matrix
    assert "Front of house" in " ".join(matrix.split())
    assert "refund" in limits
    assert f"SOP-012  Refund without a receipt  {refund}" in roles
    empty = text_of(samples.book([opening()]))
    assert "No procedure limits" in empty


def test_many_roles_are_named_in_words() -> None:
    """Where there are more roles than columns have room, the matrix names them in words."""
    page = samples.page()
    duties = tuple(Duty("look", f"role-{n}", "R") for n in range(9))
    shown = text_of(samples.book([replace(page, content=replace(page.content, duties=duties))]))
    assert "role-0 R · role-1 R" in shown


def test_without_a_matrix_whoever_a_step_names_does_it() -> None:
    """A procedure without a matrix counts the roles of its steps as those who do it."""
    content = samples.page().content
    assert letters_by_role(replace(content, duties=())) == {"front-of-house": "R", "shift-lead": "R"}
    assert letters_by_role(content)["shift-lead"] == "AR"


def test_a_book_of_the_past() -> None:
    """A book as of a day says so on its title page and on every page of its own."""
    scope = BookScope("At the counter", samples.NOON - timedelta(days=30))
    pages = pages_of(samples.book([samples.page()], scope=scope))
    assert "as it stood on 3 April 2026, 13:00, not what is in force now" in " ".join(pages[0].split())
    assert "At the counter" in pages[0]
    assert all("as of 3 April 2026" in page for page in (*pages[:2], pages[-1]))


def test_every_page_of_a_book_is_uncontrolled() -> None:
    """Every page says that it is uncontrolled; a procedure's pages say which revision they hold."""
    pages = pages_of(samples.book([samples.page()]))
    assert all("UNCONTROLLED WHEN PRINTED" in page for page in pages)
    assert "SOP-012 · revision 1.1 · text 9f86 d081 884c" in pages[4]


def test_pages_may_be_exactly_full() -> None:
    """What is made a stretch at a time goes on, however often a stretch ends with the page."""
    full = (Spacer(1, HEIGHT) for _ in range(5))
    sheet = Sheet(Running("Full"), samples.PRINTING, title="Full")
    assert len(pages_of(sheet.print_story([Stream([each] for each in full)]))) == 5


def test_lots() -> None:
    """A long table is made in lots, and nothing is lost between them."""
    assert list(in_lots(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(in_lots([])) == []
