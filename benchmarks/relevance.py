"""Measure how well the right page is found, ours beside SQLite FTS5 and tantivy, on judged collections.

Usage: python -m benchmarks.relevance DIR…   where each DIR holds
  docs.jsonl     {"id", "title", "text"} a line
  queries.jsonl  {"id", "text"} a line
  qrels.tsv      query_id, doc_id, grade, with a line of headings (the layout of BEIR)
"""

import json
import sqlite3
import sys
from collections.abc import Callable, Iterable
from math import log2
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import tantivy

from sopdesk.search.document import Document, Watermark
from sopdesk.search.index import SearchIndex
from sopdesk.search.words import words

Ask = Callable[[str], list[str]]
DEPTH = 10


def ours(docs: list[dict[str, str]], folder: Path) -> Ask:
    """Index every document as a procedure of its own."""
    at = Watermark(1, "benchmark", "2026-01-01T00:00:00.000000Z")
    index = SearchIndex.open(folder, at, owner="benchmark")
    index.rebuild((Document(each["id"], "procedure", each["title"], each["text"]) for each in docs), at)
    return lambda text: [hit.id for hit in index.search(text + " ", limit=DEPTH).hits]


def fts5(docs: list[dict[str, str]]) -> Ask:
    """Let SQLite FTS5 search: Porter stems, title × 3, any word."""
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table p using fts5(id unindexed, title, body, tokenize='porter unicode61')")
    base.executemany("insert into p values (?, ?, ?)", [(each["id"], each["title"], each["text"]) for each in docs])
    statement = "select id from p where p match ? order by bm25(p, 0, 3.0, 1.0) limit ?"

    def ask(text: str) -> list[str]:
        asked = " OR ".join(f'"{word}"' for word in words(text))
        return [row[0] for row in base.execute(statement, (asked, DEPTH))] if asked else []

    return ask


def tantivy_(docs: list[dict[str, str]]) -> Ask:
    """Let tantivy search: English stems, each field scored on its own, any word, no boost (its defaults)."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    for name in ("title", "body"):
        builder.add_text_field(name, tokenizer_name="en_stem")
    index = tantivy.Index(builder.build())
    writer = index.writer()
    for each in docs:
        writer.add_document(tantivy.Document(id=each["id"], title=each["title"], body=each["text"]))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ask(text: str) -> list[str]:
        asked = " ".join(words(text))
        found = searcher.search(index.parse_query(asked, ["title", "body"]), DEPTH) if asked else None
        return [searcher.doc(at)["id"][0] for _, at in found.hits] if found else []

    return ask


def figures(ask: Ask, queries: Iterable[dict[str, str]], judged: dict[str, dict[str, int]]) -> dict[str, float]:
    """Give MRR@10, nDCG@10, the share of questions with a right page first, and milliseconds per question."""
    ranks, gains, firsts = [], [], []
    began = perf_counter()
    for query in queries:
        right = judged.get(query["id"])
        if not right:
            continue
        found = [right.get(each, 0) for each in ask(query["text"])]
        place = next((n for n, grade in enumerate(found, 1) if grade), 0)
        ranks.append(1 / place if place else 0.0)
        firsts.append(float(place == 1))
        gains.append(_gain(found) / _gain(sorted(right.values(), reverse=True)[:DEPTH]))
    count = len(ranks) or 1
    taken = (perf_counter() - began) * 1000 / count
    return {"MRR@10": sum(ranks) / count, "nDCG@10": sum(gains) / count, "first": sum(firsts) / count, "ms": taken}


def _gain(grades: Iterable[int]) -> float:
    return sum(grade / log2(n + 1) for n, grade in enumerate(grades, 1))


def _lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def judgements(path: Path) -> dict[str, dict[str, int]]:
    """Read which documents are right for which question; a grade of 0 is not right."""
    judged: dict[str, dict[str, int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        query, document, grade = line.split("\t")
        if int(grade) > 0:
            judged.setdefault(query, {})[document] = int(grade)
    return judged


def main(folders: list[str]) -> None:
    """Print the figures of every engine for each collection."""
    if not folders:
        sys.exit(__doc__)
    for folder in map(Path, folders):
        docs, queries = _lines(folder / "docs.jsonl"), _lines(folder / "queries.jsonl")
        judged = judgements(folder / "qrels.tsv")
        print(f"{folder.name}: {len(docs)} documents, {len(queries)} questions")
        with TemporaryDirectory() as scratch:
            engines = {"SOPDesk": ours(docs, Path(scratch)), "FTS5": fts5(docs), "tantivy": tantivy_(docs)}
            for name, ask in engines.items():
                print(f"  {name:8}", *(f"{what} {value:.3f}" for what, value in figures(ask, queries, judged).items()))


if __name__ == "__main__":
    main(sys.argv[1:])
