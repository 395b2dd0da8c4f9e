"""How documents lie in Whoosh: one page per procedure with its steps and answers, so that 10,000 stay quick.

What a word says about a page is worked out when the page is written, and stands in the index as the weight of the
posting: Okapi BM25 per field, added up with a weight per field (Robertson & Zaragoza 2009; impacts worked out
beforehand: Anh & Moffat 2006). The parameters are those of the literature, k1 = 1.2 and b = 0.75.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from whoosh.fields import ID, STORED, FieldType, Schema
from whoosh.formats import Existence

from sopdesk.search.document import Document
from sopdesk.search.passages import lines, passages, row
from sopdesk.search.words import joined, words

TEXT, TITLE, TAGS = "text", "title", "tags"
K1, B = 1.2, 0.75
WEIGHTS = (3.0, 2.0, 1.0)
"""What the title, the heads of steps with the questions, and the running text count."""

Lengths = tuple[float, float, float]


class Words(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field of words as they stand, each with its weight; inflections meet when a question is read."""

    def __init__(self) -> None:
        super().__init__(format=Existence(), analyzer=None)

    def index(self, value: Mapping[str, float], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Give every word with its weight."""
        for word, weight in value.items():
            yield word.encode(), 1, weight, b""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The documents of one page, its own first, and the words of its title, of its heads, and of its text."""

    key: str
    members: tuple[Document, ...]
    fields: tuple[list[str], list[str], list[str]]


def schema() -> Schema:
    """Give the fields of a page: words with what they say about it, tags, and what is kept to be shown."""
    return Schema(key=ID(unique=True), text=Words(), title=Words(), tags=Words(), documents=STORED(), lines=STORED())


def gather(documents: Iterable[Document]) -> list[Gathered]:
    """Gather documents into pages, in order of their first appearance; the last of equal ids counts."""
    found: dict[str, dict[str, Document]] = {}
    for document in documents:
        found.setdefault(document.page, {})[document.id] = document
    return [_gathered(key, list(members.values())) for key, members in found.items()]


def average_lengths(pages: Iterable[Gathered]) -> Lengths:
    """Give how many words a title, the heads and the text of a page have on average."""
    lengths = [tuple(map(len, page.fields)) for page in pages]
    title, heads, text = (sum(each[n] for each in lengths) / max(1, len(lengths)) or 1.0 for n in range(3))
    return title, heads, text


def written(page: Gathered, average: Lengths) -> dict[str, Any]:
    """Give a page as Whoosh takes it."""
    title, heads, text = (
        _weighed(found, usual, weight) for found, usual, weight in zip(page.fields, average, WEIGHTS, strict=True)
    )
    whole = {
        word: title.get(word, 0.0) + heads.get(word, 0.0) + text.get(word, 0.0) for word in {**title, **heads, **text}
    }
    return {
        "key": page.key,
        TEXT: {word: round(weight, 2) for word, weight in whole.items()},
        TITLE: {word: round(weight, 2) for word, weight in title.items()},
        TAGS: dict.fromkeys((each for member in page.members for each in tags(member)), 1.0),
        "documents": tuple(row(each) for each in page.members),
        "lines": lines(text for each in page.members for text in passages(each)),
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


def _gathered(key: str, members: list[Document]) -> Gathered:
    head = next((each for each in members if each.id == key), members[0])
    others = [each for each in members if each is not head]
    heads = _words(head.context, *(each.title for each in others))
    text = _words(head.body, *(each.body for each in others))
    return Gathered(key, (head, *others), (_words(head.title), heads, text))


def _weighed(found: list[str], usual: float, weight: float) -> dict[str, float]:
    norm = K1 * (1 - B + B * len(found) / usual)
    return {word: weight * n / (n + norm) for word, n in Counter(found).items()}


def _words(*texts: str) -> list[str]:
    return [word for text in texts for word in (*words(text), *joined(text))]
