"""Steps and questions as they stand in a procedure file, read and written."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from urllib.parse import unquote

from sopdesk.domain.sop import Answer, Branch, Item, Phase, Picture, Question, Step
from sopdesk.interchange import procedure_lines as lines
from sopdesk.interchange.attribute_block import Attributes, format_attributes, split_attributes
from sopdesk.interchange.procedure_lines import Line, Titled

Errors = list[tuple[int, str]]
_DECIMAL = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_STEP_WORDS = {"role", "must", "minutes", "phase"}
_ITEM_WORDS = {"asks", "unit", "low", "high", "must", "choices", "failing", "photo", "expected"}
_BARE = {"must", "photo"}
"""Words that say all by standing there."""
BETWEEN = "|"
"""Stands between the answers of a choice."""


def read_step(found: Titled, errors: Errors) -> Step:
    """Read a step from its heading and the lines below."""
    title, said = _headed(found, "step", _STEP_WORDS, errors)
    first = next((at for at, each in enumerate(found.lines) if _is_special(each)), len(found.lines))
    reader = _Specials(found.lines[first:], errors)
    values = said.values
    return Step(
        said.id, title, lines.text_of(found.lines[:first], lines.IN_STEP), values.get("role", ""), "must" in values,
        _phase(said, found.number, errors), tuple(reader.tips), tuple(reader.warnings), tuple(reader.pictures),
        reader.evidence, _minutes(said, found.number, errors), tuple(reader.items), tuple(reader.branches),
        found.level,
    )  # fmt: skip


def read_question(found: Titled, errors: Errors) -> Question:
    """Read a question from its heading and the answer below."""
    title, said = _headed(found, "question", set(), errors)
    return Question(said.id, title, lines.text_of(found.lines, lines.IN_ANSWER))


def format_step(step: Step) -> str:
    """Write a step."""
    heading = format_attributes(
        step.id,
        (
            ("role", step.role or None),
            ("must", "" if step.must else None),
            ("minutes", None if step.minutes is None else str(step.minutes)),
            ("phase", step.phase),
        ),
    )
    blocks = [f"###{'#' * step.level} {lines.one_line(step.title)} {heading}", lines.escaped(step.text, lines.IN_STEP)]
    blocks += [_labelled("Tip", each) for each in step.tips]
    blocks += [_labelled("Warning", each) for each in step.warnings]
    blocks += [_labelled("Evidence", step.evidence)] if step.evidence else []
    blocks += [_picture(each) for each in step.pictures]
    blocks.append("\n".join(_item(each) for each in step.items))
    blocks.append("\n".join(_branch(each) for each in step.branches))
    return "\n\n".join(each for each in blocks if each)


def format_question(question: Question) -> str:
    """Write a question with its answer."""
    heading = f"### {lines.one_line(question.question)} {format_attributes(question.id, ())}"
    return "\n\n".join(each for each in (heading, lines.escaped(question.answer, lines.IN_ANSWER)) if each)


def _headed(found: Titled, what: str, words: set[str], errors: Errors) -> tuple[str, Attributes]:
    title, said = split_attributes(found.title)
    if said is None:
        errors.append((found.number, f"This {what} needs an id at its end, for example {{#{slug(title) or 'look'}}}."))
        return title, Attributes("")
    _check_words(said, words, found.number, errors)
    return title, said


def _check_words(said: Attributes, words: set[str], number: int, errors: Errors) -> None:
    errors += [(number, f"“{each}” is said twice.") for each in said.twice]
    for name, value in said.values.items():
        if name not in words:
            known = ", ".join(sorted(words)) or "none but the id"
            errors.append((number, f"“{name}” is not known here. Known: {known}."))
        elif (name in _BARE) != (value == ""):
            errors.append((number, f"“{name}” takes no value." if name in _BARE else f"“{name}” needs a value."))


def _phase(said: Attributes, number: int, errors: Errors) -> Phase | None:
    value = said.values.get("phase")
    if value is not None and value not in set(Phase):
        errors.append((number, f"A phase is before, during or after, not “{value}”."))
        return None
    return Phase(value) if value else None


def _minutes(said: Attributes, number: int, errors: Errors) -> int | None:
    value = said.values.get("minutes")
    if value is None:
        return None
    if not re.fullmatch(r"-?[0-9]{1,6}", value):
        errors.append((number, f"Minutes are a whole number, not “{value}”."))
        return None
    return int(value)


def _is_special(line: Line) -> bool:
    return not line.code and not line.text.startswith("\\") and any(
        each.fullmatch(line.text) for each in (lines.LABEL, lines.PICTURE, lines.ITEM, lines.BRANCH)
    )  # fmt: skip


class _Specials:
    """Reads what may follow the text of a step: tips, warnings, evidence, pictures, items and branches."""

    def __init__(self, found: Iterable[Line], errors: Errors) -> None:
        self.tips: list[str] = []
        self.warnings: list[str] = []
        self.pictures: list[Picture] = []
        self.items: list[Item] = []
        self.branches: list[Branch] = []
        self.evidence = ""
        self._errors = errors
        self._rest = list(found)[::-1]
        while self._rest:
            self._read(self._rest.pop())

    def _read(self, line: Line) -> None:
        if found := lines.LABEL.fullmatch(line.text):
            self._labelled(found["label"], found["text"] or "", line.number)
        elif found := lines.PICTURE.fullmatch(line.text):
            self.pictures.append(_read_picture(found))
        elif found := lines.ITEM.fullmatch(line.text):
            self.items.append(_read_item(found["text"] or "", line.number, self._errors))
        elif found := lines.BRANCH.fullmatch(line.text):
            self.branches.append(_read_branch(found))
        elif line.text.strip():
            sentence = "The text of a step stands before its tips, warnings, pictures, lines to tick and answers."
            self._errors.append((line.number, sentence))

    def _labelled(self, label: str, text: str, number: int) -> None:
        said = [text]
        while self._rest and self._rest[-1].text.startswith(">") and not lines.LABEL.fullmatch(self._rest[-1].text):
            said.append(self._rest.pop().text.removeprefix(">").removeprefix(" "))
        whole = lines.trimmed("\n".join(said))
        match label:
            case "Tip":
                self.tips.append(whole)
            case "Warning":
                self.warnings.append(whole)
            case _:
                if self.evidence:
                    self._errors.append((number, "A step has one evidence paragraph; put both into one."))
                self.evidence = whole


def _labelled(label: str, text: str) -> str:
    first, *rest = lines.trimmed(text).split("\n")
    said = [f"> **{label}:** {first}".rstrip() if not first.strip() else f"> **{label}:** {first}"]
    return "\n".join([*said, *(f"> {each}" if each else ">" for each in rest)])


def _read_picture(found: re.Match[str]) -> Picture:
    source = found["source"]
    if source.startswith("<"):
        source = re.sub(r"\\(.)", r"\1", source[1:-1])
    caption = re.sub(r"\\([\\\"])", r"\1", found["caption"] or "")
    return Picture(source, lines.from_link_text(found["alt"]), caption, found["id"] or "")


def _picture(picture: Picture) -> str:
    source = lines.one_line(picture.source)
    if not re.fullmatch(r"[^\s()<>\\]+", source):
        source = "<" + re.sub(r"([\\<>])", r"\\\1", source) + ">"
    caption = re.sub(r"([\\\"])", r"\\\1", lines.one_line(picture.caption))
    return (
        f"!{lines.link_text(picture.alt)}({source}"
        + (f' "{caption}")' if caption else ")")
        + (f"{{#{picture.id}}}" if picture.id else "")
    )


def _read_item(line: str, number: int, errors: Errors) -> Item:
    text, said = split_attributes(line)
    if said is None:
        errors.append((number, f"This line needs an id at its end, for example {{#{slug(text) or 'count'}}}."))
        return Item("", text)
    _check_words(said, _ITEM_WORDS, number, errors)
    values = said.values
    asks = values.get("asks", Answer.TICK)
    if asks not in set(Answer):
        errors.append((number, f"A line asks for a {', a '.join(Answer)}, not for “{asks}”."))
        asks = Answer.TICK
    low, high, expected = (_bound(values.get(name), number, errors) for name in ("low", "high", "expected"))
    choices, failing = (_words(values.get(name, "")) for name in ("choices", "failing"))
    return Item(
        said.id, text, Answer(asks), values.get("unit", ""), low, high, "must" in values, choices, failing,
        "photo" in values, expected,
    )  # fmt: skip


def _words(value: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in value.split(BETWEEN) if each.strip())


def _bound(value: str | None, number: int, errors: Errors) -> Decimal | None:
    if value is None:
        return None
    if not _DECIMAL.fullmatch(value):
        errors.append((number, f"“{value}” is not a number."))
        return None
    return Decimal(value)


def _item(item: Item) -> str:
    block = format_attributes(
        item.id,
        (
            ("asks", None if item.asks is Answer.TICK else item.asks),
            ("unit", item.unit or None),
            ("low", None if item.low is None else f"{item.low:f}"),
            ("high", None if item.high is None else f"{item.high:f}"),
            ("expected", None if item.expected is None else f"{item.expected:f}"),
            ("choices", BETWEEN.join(item.choices) or None),
            ("failing", BETWEEN.join(item.failing) or None),
            ("photo", "" if item.photo else None),
            ("must", "" if item.must else None),
        ),
    )
    return f"- [ ] {lines.one_line(item.text)} {block}"


def _read_branch(found: re.Match[str]) -> Branch:
    return Branch(lines.from_link_text(found["answer"]), unquote(found["go"]), (found["action"] or "").strip())


def _branch(branch: Branch) -> str:
    go = re.sub(r"[%\s()]", lambda each: f"%{ord(each[0]):02X}", branch.go)
    action = lines.one_line(branch.action)
    return f"- {lines.link_text(branch.answer)}(#{go})" + (f": {action}" if action else "")


def slug(text: str, taken: Iterable[str] = ()) -> str:
    """Give an id made from the words of a text, none of those taken; "" for a text without letters or digits."""
    words = re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))
    plain = "-".join(words)[:48].strip("-")
    return _free(plain, set(taken)) if plain else ""


def _free(plain: str, taken: set[str]) -> str:
    return next(name for name in _numbered(plain) if name not in taken)


def _numbered(plain: str) -> Iterator[str]:
    yield plain
    number = 2
    while True:
        yield f"{plain}-{number}"
        number += 1
