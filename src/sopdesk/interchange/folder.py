"""A folder that is read from: only what lies in it, never through a link, never more than fits."""

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from sopdesk.domain.refusal import Refusal

LARGEST_PAGE = 4_000_000
"""Bytes of one page."""
MOST_FILES = 50_000
"""Files that are looked at."""
_HIDDEN = {"node_modules", "__pycache__", "site-packages"}


class Folder:
    """A folder and what lies in it, by paths with slashes relative to it; links are not followed."""

    def __init__(self, root: Path) -> None:
        """List the folder. Refuses what is none, and one with too many files."""
        try:
            self.root = root.resolve(strict=True)
        except OSError:
            raise Refusal(f"There is no folder {root}.") from None
        if not self.root.is_dir():
            raise Refusal(f"{root} is not a folder.")
        self.linked: list[str] = []
        self.files = dict(self._walk())

    def _walk(self) -> Iterator[tuple[str, int]]:
        count = 0
        for folder, folders, files in os.walk(self.root, followlinks=False):
            here = Path(folder)
            folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _HIDDEN)
            for name in sorted((*files, *(each for each in folders if (here / each).is_symlink()))):
                path = here / name
                relative = path.relative_to(self.root).as_posix()
                if path.is_symlink():
                    self.linked.append(relative)
                elif path.is_file():
                    count += 1
                    yield relative, path.stat().st_size
                if count > MOST_FILES:
                    raise Refusal(f"This folder holds more than {MOST_FILES:,} files. Choose the folder of the manual.")

    def pages(self) -> list[str]:
        """Give the files that are pages: Markdown, HTML and Word."""
        return [each for each in self.files if each.lower().endswith((".md", ".markdown", ".html", ".htm", ".docx"))]

    def read(self, path: str) -> bytes:
        """Give the bytes of a listed file."""
        return (self.root / path).read_bytes()

    def inside(self, page: str, target: str) -> str:
        """Give the listed path that a target of a page leads to, or "" for anything outside the folder."""
        start = PurePosixPath() if target.startswith("/") else PurePosixPath(page).parent
        parts: list[str] = []
        for part in (*start.parts, *target.replace("\\", "/").split("/")):
            if part == "..":
                if not parts:
                    return ""
                parts.pop()
            elif part not in {"", "."}:
                parts.append(part)
        return "/".join(parts)
