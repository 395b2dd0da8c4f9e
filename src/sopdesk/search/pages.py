"""How documents lie in Whoosh: one page per procedure with its steps and answers, so that 10,000 stay quick."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from whoosh.fields import ID, STORED, FieldType, Schema
from whoosh.formats import Existence

from sopdesk.search.document import Document
from sopdesk.search.words import joined, words

TITLE, HEADS, BODY, TAGS = "title", "heads", "body", "tags"


class Words(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field of words as they stand; inflections meet when the question is read, so one list serves for all."""

    def __init__(self) -> None:
        super().__init__(format=Existence(), analyzer=None, scorable=True)

    def index(self, value: list[str], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Give every word once, with its count as weight."""
        for word, count in Counter(value).items():
            yield word.encode(), count, float(count), b""


def schema() -> Schema:
    """Give the fields of a page: its words by weight, its tags, and the documents on it."""
    return Schema(
        key=ID(unique=True), title=Words(), heads=Words(), body=Words(), tags=Words(), documents=STORED()
    )


def pages(documents: Iterable[Document]) -> Iterator[dict[str, Any]]:
    """Gather documents into Whoosh's pages, in order of their first appearance; the last of equal ids counts."""
    gathered: dict[str, dict[str, Document]] = {}
    for document in documents:
        gathered.setdefault(document.page, {})[document.id] = document
    for key, members in gathered.items():
        yield page(key, list(members.values()))


def page(key: str, members: list[Document]) -> dict[str, Any]:
    """Lay out one page: the words of its own title weigh most, then those of step heads and questions, then the rest."""
    head = next((each for each in members if each.id == key), members[0])
    others = [each for each in members if each is not head]
    return {
        "key": key,
        TITLE: _words(head.title),
        HEADS: _words(head.context, *(each.title for each in others)),
        BODY: _words(head.body, *(each.body for each in others)),
        TAGS: sorted({tag for each in members for tag in tags(each)}),
        "documents": tuple(_row(each) for each in (head, *others)),
    }


def tags(document: Document) -> Iterator[str]:
    """Give what a document can be filtered by, each as one term."""
    yield tag("group", document.group)
    for name in ("section", "format", "kind"):
        if value := getattr(document, name):
            yield tag(name, value)
    for role in document.roles:
        yield tag("role", role)


def tag(name: str, value: str) -> str:
    """Give the term that stands for one value of a filter."""
    return f"{name}:{value}"


def documents(stored: dict[str, Any]) -> list[Document]:
    """Give the documents of a page back, its own first."""
    return [Document(*row) for row in stored["documents"]]


def _row(document: Document) -> tuple[object, ...]:
    return tuple(getattr(document, name) for name in Document.__slots__)


def _words(*texts: str) -> list[str]:
    return [word for text in texts for word in (*words(text), *joined(text))]
