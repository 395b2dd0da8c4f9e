"""Links among the files of an exported manual: by path in the tree, where any viewer follows them, by number in a desk.

Both ways are exact: what one changes, the other changes back. What stands in code is left as it is.
"""

import posixpath
import re
from collections.abc import Callable, Mapping
from urllib.parse import quote, unquote

from sopdesk.interchange.procedure_lines import Line, mark_code

_LINK = re.compile(
    r"(?P<code>(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))|(?<=\]\()(?P<target>[^\s()<>#]+)(?P<step>#[^\s()<>]*)?(?=\))"
)


def with_paths(text: str, here: str, paths: Mapping[str, str]) -> str:
    """Give a procedure file with links to the numbers in `paths` as relative paths from `here`.

    A text that would not read back the same keeps its numbers.
    """
    folder = posixpath.dirname(here)
    made = _mapped(text, lambda target: quote(posixpath.relpath(paths[target], folder)) if target in paths else "")
    return made if with_numbers(made, here, {path: number for number, path in paths.items()}) == text else text


def with_numbers(text: str, here: str, numbers: Mapping[str, str]) -> str:
    """Give a procedure file with links to the files in `numbers` as numbers again."""
    folder = posixpath.dirname(here)

    def number(target: str) -> str:
        if not target.lower().endswith(".md"):
            return ""
        return numbers.get(posixpath.normpath(posixpath.join(folder, unquote(target))), "")

    return _mapped(text, number)


def _mapped(text: str, change: Callable[[str], str]) -> str:
    def changed(found: re.Match[str]) -> str:
        if found["code"]:
            return found[0]
        return (change(found["target"]) or found["target"]) + (found["step"] or "")

    marked, _ = mark_code([Line(at, each) for at, each in enumerate(text.split("\n"))])
    return "\n".join(
        each.text if each.code or "](" not in each.text else _LINK.sub(changed, each.text) for each in marked
    )
