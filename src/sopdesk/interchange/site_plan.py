"""The plan of a site: which page stands in which section, by mkdocs.yml where there is one, else by its folders."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import yaml

from sopdesk.interchange.folder import Folder

_FILES = ("mkdocs.yml", "mkdocs.yaml")
_LARGEST = 500_000
_LAST = 1_000_000
_ROOTS = {"docs", "doc", "pages", "content", "src", "files", "wiki"}
_INDEX = {"index", "readme", "_index"}


@dataclass(frozen=True, slots=True)
class SitePlan:
    """Places, titles and sections of pages by their path; `base` is the folder that the pages lie in."""

    places: dict[str, int] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)

    def place(self, path: str) -> int:
        """Give where a page stands; pages that the plan does not name come last."""
        return self.places.get(path, _LAST)

    def section(self, path: str, manual: str) -> str:
        """Give the section of a page; `manual` is the name for those that lie in no folder of their own."""
        if path in self.sections:
            return self.sections[path]
        folders = [each for each in PurePosixPath(path).parent.parts if each.lower() not in _ROOTS]
        return in_words(folders[-1]) if folders else in_words("" if manual.lower() in _ROOTS else manual)


def read_site_plan(folder: Folder) -> SitePlan:
    """Read the plan of a site, an empty one where there is none that can be read."""
    name = next((each for each in _FILES if each in folder.files and folder.files[each] <= _LARGEST), None)
    if name is None:
        return SitePlan()
    try:
        root = yaml.compose(folder.read(name).decode("utf-8-sig"), Loader=yaml.SafeLoader)  # nodes, never objects
    except (yaml.YAMLError, RecursionError, UnicodeDecodeError):
        return SitePlan()
    settings = {str(key.value): value for key, value in root.value} if isinstance(root, yaml.MappingNode) else {}
    docs = settings.get("docs_dir")
    base = str(docs.value) if isinstance(docs, yaml.ScalarNode) else "docs"
    plan = SitePlan()
    for place, (section, title, path) in enumerate(_entries(settings.get("nav"), "")):
        whole = str(PurePosixPath(base) / path)
        plan.places.setdefault(whole, place)
        plan.sections.setdefault(whole, section or title)
        if title:
            plan.titles.setdefault(whole, title)
    return plan


def _entries(node: yaml.Node | None, section: str, depth: int = 0) -> Iterator[tuple[str, str, str]]:
    """Give (section, title, path) of every page in a nav."""
    if not isinstance(node, yaml.SequenceNode) or depth > 10:  # noqa: PLR2004 - no reader follows deeper
        return
    for each in node.value:
        if isinstance(each, yaml.ScalarNode):
            yield section, "", str(each.value)
        elif isinstance(each, yaml.MappingNode):
            for key, value in each.value:
                if isinstance(value, yaml.ScalarNode):
                    yield section, str(key.value), str(value.value)
                else:
                    yield from _entries(value, str(key.value), depth + 1)


def title_of_path(path: str) -> str:
    """Give a title made from a file's name; an index bears the name of its folder."""
    pure = PurePosixPath(path)
    if pure.stem.lower() in _INDEX:
        return in_words(pure.parent.name) if pure.parent.name not in {"", *_ROOTS} else "Overview"
    return in_words(pure.stem)


def in_words(name: str) -> str:
    """Give a file's or folder's name in words."""
    words = re.sub(r"[-_\s]+", " ", name).strip()
    return words[:1].upper() + words[1:] or "Manual"
