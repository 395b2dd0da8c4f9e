"""Measure how long one keystroke in the search field takes, marks included, ours beside SQLite FTS5 and tantivy.

Usage: python -m benchmarks.keystrokes [--cpu] [PROCEDURES…]    default 1000 10000
With --cpu the processor's time is taken instead of the clock on the wall: for a machine that is busy with other work.

Every procedure has eight steps and two answers. Ours finds procedures, steps and answers at once; FTS5 and tantivy
get the whole text of a procedure as one document, and tantivy also every step and answer as a document of its own.
Each keystroke is timed once, as typed; nothing is repeated or warmed with the same text.
"""

import gc
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, thread_time

import tantivy

from benchmarks.corpus import manual, questions
from sopdesk.search.document import Document, Watermark
from sopdesk.search.index import SearchIndex
from sopdesk.search.words import words

Ask = Callable[[str], int]
SHOWN = 10
FEW = 3
AT = Watermark(1, "benchmark", "2026-01-01T00:00:00.000000Z")
OURS = "SOPDesk"
Q, MUST, SHOULD = tantivy.Query, tantivy.Occur.Must, tantivy.Occur.Should


def ours(documents: Sequence[Document], folder: Path) -> Ask:
    """Build, open again as at the start of the program, and search."""
    SearchIndex.open(folder, None, owner="benchmark").rebuild(documents, AT)
    began = perf_counter()
    index = SearchIndex.open(folder, AT, owner="benchmark")
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    print(f"    opened in {(perf_counter() - began) * 1000:.0f} ms, {size:.1f} MB on disk")
    return lambda text: len(index.search(text, limit=SHOWN).hits)


def whole(documents: Sequence[Document]) -> Iterator[tuple[str, str, str]]:
    """Give each procedure with the text of its steps and answers."""
    texts: dict[str, list[str]] = {}
    for each in documents:
        texts.setdefault(each.page, []).append(each.title if each.group == "procedure" else each.body)
    for key, (title, *rest) in texts.items():
        yield key, title, "\n".join(rest)


def fts5(documents: Sequence[Document], folder: Path) -> Ask:
    """Let SQLite FTS5 search, with stems, prefix lists, title × 3, highlight and snippet."""
    base = sqlite3.connect(folder / "fts5.db")
    options = "prefix='2 3 4', tokenize='porter unicode61'"
    base.execute(f"create virtual table p using fts5(id unindexed, title, body, {options})")
    with base:
        base.executemany("insert into p values (?, ?, ?)", whole(documents))
        base.execute("insert into p(p) values ('optimize')")
    statement = (
        "select id, highlight(p, 1, '<', '>'), snippet(p, 2, '<', '>', '…', 32) from p where p match ? "
        "order by bm25(p, 0, 3.0, 1.0) limit ?"
    )

    def ask(text: str) -> int:
        asked = [f'"{word}"' for word in words(text)]
        asked[-1] += "*"
        rule = " " if len(asked) <= FEW else " OR "
        return len(base.execute(statement, (rule.join(asked), SHOWN)).fetchall())

    return ask


def tantivy_(rows: Iterator[tuple[str, str, str]], folder: Path) -> Ask:
    """Let tantivy search, with stems, title × 3, a prefix for the last word, and its snippets."""
    folder.mkdir()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    for name in ("title", "body"):
        builder.add_text_field(name, stored=True, tokenizer_name="en_stem")
    schema = builder.build()
    index = tantivy.Index(schema, path=str(folder))
    writer = index.writer(64_000_000, 1)
    for key, title, body in rows:
        writer.add_document(tantivy.Document(id=key, title=title, body=body))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    stems = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
    analyser = stems.filter(tantivy.Filter.stemmer("english")).build()

    def either(title: tantivy.Query, body: tantivy.Query) -> tantivy.Query:
        return Q.boolean_query([(SHOULD, Q.boost_query(title, 3.0)), (SHOULD, body)])

    def ask(text: str) -> int:
        *finished, last = words(text)
        stemmed = analyser.analyze(" ".join(finished))
        parts = [[Q.term_query(schema, name, word) for name in ("title", "body")] for word in stemmed]
        parts.append([Q.regex_query(schema, name, re.escape(last) + ".*") for name in ("title", "body")])
        rule = MUST if len(parts) <= FEW else SHOULD
        query = Q.boolean_query([(rule, either(*part)) for part in parts])
        marks = [tantivy.SnippetGenerator.create(searcher, query, schema, name) for name in ("title", "body")]
        found = [searcher.doc(at) for _, at in searcher.search(query, SHOWN, count=False).hits]
        return len([[each.snippet_from_doc(doc).to_html() for each in marks] for doc in found])

    return ask


def milliseconds(engines: dict[str, Ask], asked: Sequence[str], clock: Callable[[], float]) -> dict[str, list[float]]:
    """Time every keystroke once, each question with one engine after the other: noise then meets all alike."""
    gc.collect()
    gc.freeze()  # the made-up corpus lies in memory only here
    taken: dict[str, list[float]] = {name: [] for name in engines}
    for question in asked:
        typed = [question[:end] for end in range(2, len(question) + 1) if words(question[:end])]
        for name, ask in engines.items():
            for text in typed:
                began = clock()
                ask(text)
                taken[name].append((clock() - began) * 1000)
    return taken


def measure(procedures: int, scratch: Path, clock: Callable[[], float]) -> None:
    """Print the figures for one size."""
    documents = list(manual(procedures))
    asked = questions(documents)
    print(f"{procedures} procedures, {len(documents)} documents, {sum(map(len, asked))} keystrokes")
    alone = ((each.id, each.title, each.body) for each in documents)
    builders: dict[str, Callable[[], Ask]] = {
        OURS: lambda: ours(documents, scratch / "ours"),
        "FTS5": lambda: fts5(documents, scratch),
        "tantivy": lambda: tantivy_(whole(documents), scratch / "tantivy"),
        "tantivy, steps alone": lambda: tantivy_(alone, scratch / "steps"),
    }
    engines = {}
    for name, build in builders.items():
        began = perf_counter()
        engines[name] = build()
        print(f"    {name}: built in {perf_counter() - began:.1f} s")
    taken = {name: quantiles(times, n=100) for name, times in milliseconds(engines, asked, clock).items()}
    for name, cuts in taken.items():
        figures = "   ".join(f"p{n} {cuts[n - 1]:6.2f}" for n in (50, 95, 99))
        print(f"  {name:21} {figures} ms   ours is {taken[OURS][94] / cuts[94]:.2f} × its p95")


def main(sizes: list[str]) -> None:
    """Measure each size."""
    clock = thread_time if "--cpu" in sizes else perf_counter
    for size in [each for each in sizes if each != "--cpu"] or ["1000", "10000"]:
        with TemporaryDirectory() as scratch:
            measure(int(size), Path(scratch), clock)


if __name__ == "__main__":
    main(sys.argv[1:])
