"""The manual as a folder of procedure files with their pictures, which imports to the same manual again."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.domain.sop import Procedure, Step
from sopdesk.interchange.page_links import map_texts
from sopdesk.interchange.picture_file import ending
from sopdesk.interchange.procedure_file import format_procedure
from sopdesk.interchange.step_lines import slug

_IN_TEXT = re.compile(r"\]\(([0-9a-f]{64})(?=[)\s])")
_SHOWN = 16


def write_manual(procedures: Iterable[Procedure], picture: Callable[[str], bytes | None], folder: Path) -> int:
    """Write every procedure as a file in a folder for its section, pictures beside it; give how many.

    `picture` gives the bytes of a picture by its source. Refuses a folder that holds something already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refusal(f"{folder} is not empty. Choose a new folder.")
    taken: set[str] = set()
    try:
        for each in procedures:
            _write(each, picture, folder, taken)
    except OSError as problem:
        raise Trouble(f"The manual could not be written whole: {problem.strerror}. The desk is unchanged.") from problem
    return len(taken)


def _write(procedure: Procedure, picture: Callable[[str], bytes | None], folder: Path, taken: set[str]) -> None:
    section = folder / (slug(procedure.section) or "manual")
    section.mkdir(parents=True, exist_ok=True)
    number = re.sub(r"[^\w\-]", "-", procedure.number) or "procedure"
    stem = "-".join(each for each in (number, slug(procedure.title)) if each)
    name = next(
        each for each in (f"{stem}{'-x' * times}" for times in range(len(taken) + 1)) if each.lower() not in taken
    )
    taken.add(name.lower())
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
    (section / f"{name}.md").write_text(format_procedure(named), "utf-8", newline="\n")
