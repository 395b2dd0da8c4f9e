"""The manual as a folder of procedure files with their pictures, which imports to the same manual again."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.domain.sop import Procedure, Step
from sopdesk.interchange.page_links import map_texts
from sopdesk.interchange.picture_file import ending
from sopdesk.interchange.procedure_file import format_procedure
from sopdesk.interchange.procedure_lines import link_text
from sopdesk.interchange.step_lines import slug
from sopdesk.interchange.tree_links import with_paths

INDEX = "<!-- The contents of an exported manual; an import passes over it. -->"
"""The first line of the list of contents, by which an import knows it."""
_IN_TEXT = re.compile(r"\]\(([0-9a-f]{64})(?=[)\s])")
_SHOWN = 16


def write_manual(procedures: Iterable[Procedure], picture: Callable[[str], bytes | None], folder: Path) -> int:
    """Write every procedure as a file in a folder for its section, pictures beside it; give how many.

    A README lists them by section. `picture` gives the bytes of a picture by its source. Refuses a folder that holds
    something already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refusal(f"{folder} is not empty. Choose a new folder.")
    found = list(procedures)
    places = _places(found)
    paths = {each.number: path for each, path in zip(found, places, strict=True)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for each, path in zip(found, places, strict=True):
            _write(each, picture, folder, path, paths)
        (folder / "README.md").write_text(_contents(found, paths), "utf-8", newline="\n")
    except OSError as problem:
        raise Trouble(f"The manual could not be written whole: {problem.strerror}. The desk is unchanged.") from problem
    return len(found)


def _places(procedures: Sequence[Procedure]) -> list[str]:
    """Give each procedure the path of its file; names differ in more than their capitals."""
    taken: set[str] = set()
    places = []
    for each in procedures:
        number = re.sub(r"[^\w\-]", "-", each.number) or "procedure"
        stem = "-".join(part for part in (number, slug(each.title)) if part)
        name = next(
            made for made in (f"{stem}{'-x' * times}" for times in range(len(taken) + 1)) if made.lower() not in taken
        )
        taken.add(name.lower())
        places.append(f"{slug(each.section) or 'manual'}/{name}.md")
    return places


def _write(
    procedure: Procedure, picture: Callable[[str], bytes | None], folder: Path, path: str, paths: Mapping[str, str]
) -> None:
    section = (folder / path).parent
    section.mkdir(parents=True, exist_ok=True)
    names: dict[str, str] = {}

    def written(source: str) -> str:
        if source not in names:
            content = picture(source)
            if content is None:
                return source
            names[source] = f"{slug(source.rpartition('.')[0] or source)[:_SHOWN]}{ending(content)}"
            (section / names[source]).write_bytes(content)
        return names[source]

    def with_names(step: Step) -> Step:
        return replace(step, pictures=tuple(replace(each, source=written(each.source)) for each in step.pictures))

    named = map_texts(procedure, lambda text: _IN_TEXT.sub(lambda found: f"]({written(found[1])}", text))
    named = replace(named, steps=tuple(map(with_names, named.steps)))
    text = with_paths(format_procedure(named), path, paths)
    (folder / path).write_text(text, "utf-8", newline="\n")


def _contents(procedures: Sequence[Procedure], paths: Mapping[str, str]) -> str:
    """Give the list of contents: every section with its procedures, by number."""
    lines = [INDEX, "", "# Manual", ""]
    rows = sorted(procedures, key=lambda each: (each.section, each.number))
    for section, group in groupby(rows, key=lambda each: each.section):
        lines += [f"## {' '.join(section.split()) or 'Without a section'}", ""]
        lines += [f"- {link_text(f'{each.number} {each.title}')}({quote(paths[each.number])})" for each in group]
        lines.append("")
    return "\n".join(lines)
