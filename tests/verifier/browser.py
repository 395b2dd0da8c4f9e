"""A real browser with the verifier's page open, driven over its own debugging pipe (Chrome DevTools Protocol)."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
PATIENCE = 60.0
"""Seconds that a browser is given to answer."""


def found() -> str | None:
    """Give the browser of this machine, if there is one, and a shell to hand it its pipes."""
    if shutil.which("bash") is None:
        return None
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Browser:
    """A tab with one page."""

    def __init__(self, out: int, into: int) -> None:
        """Speak over two ends of pipes."""
        self._out, self._into = out, into
        self._rest, self._count, self._session = b"", 0, ""

    def open(self, page: Path) -> None:
        """Open a page from disk and wait until it is there."""
        target = self._call("Target.createTarget", url=page.as_uri())["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.wait_for("document.readyState === 'complete' && typeof Evidence === 'object'")

    def run(self, script: str) -> Any:  # noqa: ANN401 - any value of JSON
        """Give what a script gives, once its promise is kept."""
        found = self._call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def choose(self, file: Path) -> None:
        """Choose a file in the page, as a person does, and wait for the answer."""
        self.run("document.getElementById('said').textContent = document.getElementById('file').value = ''")
        self._give(file)
        self.wait_for("!['', 'Checking …'].includes(document.getElementById('said').textContent)")

    def text(self, selector: str) -> str:
        """Give the text of a part of the page."""
        return str(self.run(f"document.querySelector({json.dumps(selector)}).innerText"))

    def aloud(self) -> list[tuple[str, str]]:
        """Give what a screen reader is told of the page, from top to bottom: (role, name or text)."""
        self._call("Accessibility.enable")
        nodes = {each["nodeId"]: each for each in self._call("Accessibility.getFullAXTree")["nodes"]}
        told: list[tuple[str, str]] = []
        ahead = [next(iter(nodes))]
        while ahead:
            node = nodes[ahead.pop()]
            if not node["ignored"]:
                told.append((node["role"]["value"], node.get("name", {}).get("value", "")))
            ahead += [each for each in reversed(node.get("childIds", [])) if each in nodes]
        return told

    def wait_for(self, script: str) -> None:
        """Wait until something is so."""
        until = time.monotonic() + PATIENCE
        while not self.run(script):
            assert time.monotonic() < until, f"the page never came to this: {script}"

    def picture(self, file: Path, width: int = 1000, height: int = 1400) -> None:
        """Take a picture of the page."""
        import base64

        self._call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        file.write_bytes(base64.b64decode(self._call("Page.captureScreenshot", format="png")["data"]))

    def _give(self, file: Path) -> None:
        root = self._call("DOM.getDocument")["root"]["nodeId"]
        node = self._call("DOM.querySelector", nodeId=root, selector="#file")["nodeId"]
        self._call("DOM.setFileInputFiles", nodeId=node, files=[str(file)])

    def _call(self, method: str, **params: Any) -> dict[str, Any]:  # noqa: ANN401 - any value of JSON
        self._count += 1
        message = {"id": self._count, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._into, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._count:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            got = os.read(self._out, 1 << 16)
            assert got, "the browser is gone"
            self._rest += got
        message, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(message))


@contextmanager
def browser(program: str) -> Iterator[Browser]:
    """Give a browser without a window, with a profile of its own, until the end of the block."""
    there, ours_in = os.pipe()
    ours_out, back = os.pipe()
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [
            "bash", "-c", f'exec "$@" 3<&{there} 4>&{back}', "bash", program, "--headless=new", "--no-sandbox",
            "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-pipe",
            f"--user-data-dir={profile}",
        ]  # fmt: skip
        running = subprocess.Popen(
            command, pass_fds=(there, back), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(there)
        os.close(back)
        try:
            yield Browser(ours_out, ours_in)
        finally:
            running.kill()
            running.wait()
            for each in (ours_in, ours_out):
                os.close(each)
