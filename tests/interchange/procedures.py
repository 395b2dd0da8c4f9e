"""Hypothesis strategies that make procedures as a person could write them, and worse."""

from hypothesis import strategies as st

from sopdesk.domain.sop import (
    Answer,
    Branch,
    Duty,
    Format,
    Item,
    Kind,
    Limit,
    Part,
    Per,
    Phase,
    Picture,
    Procedure,
    Question,
    Reference,
    Step,
)

ids = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)?", fullmatch=True).filter(lambda each: len(each) < 20)
roles = st.sampled_from(["front-of-house", "shift-lead", "supervisor", "manager", "auditor", "head chef", 'the "boss"'])
_letters = st.characters(blacklist_categories=["Cs", "Cc"])
_hostile = st.sampled_from([
    "## Steps", "### Look {#look}", "## ", "###", "\\## x", "\\\\### y", "```", "~~~ sh", "````", "> **Tip:** mine",
    "> **Warning:**", "- [ ] tick {#t}", "- [x]", "- [yes](#done): so", "- [](#a)", "![a](b.png)", '![](<a b> "c")',
    "| a | b |", "---", "{#id}", "{#id must}", "> quoted", "1. one", "    code", "", "# Title", "\t- x",
    "  ```", "\\```",
])  # fmt: skip


def _lined(text: str) -> str:
    return " ".join(text.split())


def _trimmed(text: str) -> str:
    lines = text.split("\n")
    while lines and not lines[0].strip():
        del lines[0]
    return "\n".join(lines).rstrip()


line = st.one_of(st.text(_letters, max_size=30), _hostile).map(_lined)
word = line.filter(bool)
_lines = st.lists(st.one_of(st.text(_letters, max_size=40), _hostile), max_size=6)
text = _lines.map(lambda each: _trimmed("\n".join(each)))
amounts = st.one_of(st.none(), st.decimals(-1000, 1_000_000, places=2))

items = st.builds(
    Item, ids, line, st.sampled_from(Answer), st.sampled_from(["", "°C", "parts per million"]), amounts, amounts,
    st.booleans(),
)  # fmt: skip
pictures = st.builds(Picture, st.sampled_from(["a.png", "two words.svg", "a(b).gif", "<x>", "0" * 64]), line, line)
branches = st.builds(Branch, line, st.one_of(ids, st.sampled_from(["done", "back", "escalate:head chef"])), line)
steps = st.builds(
    Step, ids, line, text, st.one_of(st.just(""), roles), st.booleans(), st.one_of(st.none(), st.sampled_from(Phase)),
    st.lists(text, max_size=2).map(tuple), st.lists(text, max_size=2).map(tuple),
    st.lists(pictures, max_size=2).map(tuple), text, st.one_of(st.none(), st.integers(0, 500)),
    st.lists(items, max_size=2).map(tuple), st.lists(branches, max_size=2).map(tuple),
)  # fmt: skip
_also = word.map(lambda each: each.replace(",", "")).map(str.strip).filter(bool)
limits = st.builds(
    Limit, line, line, st.one_of(st.none(), st.decimals(0, 10_000, places=2)), line, line, st.sampled_from(Per),
    st.one_of(st.just(""), roles), st.lists(_also, max_size=2).map(tuple), st.one_of(st.just(""), ids),
)  # fmt: skip
references = st.one_of(
    st.builds(Reference, line, st.sampled_from(["SOP-001", "IMP_2.1", ""]), ids),
    st.builds(Reference, line, url=st.sampled_from(["https://example.org/a?b=(c)#d", "mailto:a@b.example"])),
)
procedures = st.builds(
    Procedure, st.from_regex(r"[A-Z]{1,4}-[0-9]{1,4}", fullmatch=True), line, st.sampled_from(Kind),
    st.sampled_from(Format), line, st.one_of(roles, line), text, text, text, text,
    st.lists(steps, max_size=3).map(tuple), st.lists(st.builds(Question, ids, line, text), max_size=2).map(tuple),
    st.lists(st.builds(Duty, ids, roles, st.sampled_from(["R", "A", "RA", "CI"])), max_size=6).map(tuple),
    st.lists(limits, max_size=3).map(tuple), text, text,
    st.lists(st.builds(Part, st.one_of(line, st.just("Steps"), st.just("\\purpose")), text), max_size=2).map(tuple),
    st.lists(references, max_size=3).map(tuple), text, text, text, st.lists(word, max_size=2).map(tuple),
    st.integers(0, 120),
)  # fmt: skip
