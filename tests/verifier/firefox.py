"""Firefox with the verifier's page open, driven over WebDriver BiDi: JSON over a WebSocket (RFC 6455)."""

import base64
import json
import os
import re
import shutil
import socket
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from tests.verifier.browser import PATIENCE, Browser

NAMES = ("firefox", "firefox-esr")
_ADDRESS = re.compile(r"WebDriver BiDi listening on ws://([\d.]+):(\d+)")
_TEXT, _CLOSE, _FINAL, _MASKED = 1, 8, 0x80, 0x80
_SHORT, _LONG, _LONGEST = 126, 127, 1 << 16


def found() -> str | None:
    """Give Firefox, if this machine has it."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Socket:
    """A WebSocket, as far as BiDi needs one: whole texts both ways."""

    def __init__(self, host: str, port: int) -> None:
        """Shake hands."""
        self._raw = socket.create_connection((host, port), timeout=PATIENCE)
        key = base64.b64encode(os.urandom(16)).decode()
        head = (
            f"GET /session HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        self._raw.sendall(head.encode())
        self._in: IO[bytes] = self._raw.makefile("rb")
        assert b" 101 " in self._in.readline()
        while self._in.readline().strip():
            pass

    def send(self, text: str) -> None:
        """Send a text; whoever calls masks it."""
        content, mask = text.encode(), os.urandom(4)
        if len(content) < _SHORT:
            length = struct.pack("!B", _MASKED | len(content))
        elif len(content) < _LONGEST:
            length = struct.pack("!BH", _MASKED | _SHORT, len(content))
        else:
            length = struct.pack("!BQ", _MASKED | _LONG, len(content))
        times = -(-len(content) // 4)
        masked = (
            (int.from_bytes(content, "big") ^ int.from_bytes((mask * times)[: len(content)], "big")) if content else 0
        )
        self._raw.sendall(bytes([_FINAL | _TEXT]) + length + mask + masked.to_bytes(len(content), "big"))

    def receive(self) -> str:
        """Give the next text."""
        parts, final = [], False
        while not final:
            first, second = self._in.read(2)
            final, size = bool(first & _FINAL), second & 0x7F
            if size == _SHORT:
                [size] = struct.unpack("!H", self._in.read(2))
            elif size == _LONG:
                [size] = struct.unpack("!Q", self._in.read(8))
            content = self._in.read(size)
            assert first & 0x0F != _CLOSE, "the browser is gone"
            parts.append(content)
        return b"".join(parts).decode()

    def close(self) -> None:
        """Hang up."""
        self._in.close()
        self._raw.close()


class Firefox(Browser):
    """A tab of Firefox with one page."""

    def __init__(self, line: Socket) -> None:
        """Speak over a WebSocket."""
        super().__init__(-1, -1)
        self._line, self._context = line, ""

    def open(self, page: Path) -> None:
        """Open a page from disk and wait until it is there."""
        if not self._context:
            self._call("session.new", capabilities={})
            self._context = self._call("browsingContext.getTree")["contexts"][0]["context"]
        self._call("browsingContext.navigate", context=self._context, url=page.as_uri(), wait="complete")
        self.wait_for("typeof Evidence === 'object'")

    def run(self, script: str) -> Any:  # noqa: ANN401 - any value of JSON
        """Give what a script gives, once its promise is kept."""
        text = f"Promise.resolve(({script})).then((each) => JSON.stringify(each) ?? 'null')"
        target = {"context": self._context}
        found = self._call("script.evaluate", expression=text, target=target, awaitPromise=True)
        assert found["type"] == "success", found
        return json.loads(found["result"]["value"])

    def picture(self, file: Path, width: int = 1000, height: int = 1400) -> None:
        """Take a picture of the page."""
        size = {"width": width, "height": height}
        self._call("browsingContext.setViewport", context=self._context, viewport=size)
        taken = self._call("browsingContext.captureScreenshot", context=self._context)
        file.write_bytes(base64.b64decode(taken["data"]))

    def _give(self, file: Path) -> None:
        locator = {"type": "css", "value": "#file"}
        nodes = self._call("browsingContext.locateNodes", context=self._context, locator=locator)["nodes"]
        element = {"sharedId": nodes[0]["sharedId"]}
        self._call("input.setFiles", context=self._context, element=element, files=[str(file)])

    def _call(self, method: str, **params: Any) -> dict[str, Any]:  # noqa: ANN401 - any value of JSON
        self._count += 1
        self._line.send(json.dumps({"id": self._count, "method": method, "params": params}))
        while True:
            answer = json.loads(self._line.receive())
            if answer.get("id") == self._count:
                assert answer["type"] == "success", answer
                result: dict[str, Any] = answer["result"]
                return result


@contextmanager
def firefox(program: str) -> Iterator[Browser]:
    """Give Firefox without a window, with a profile of its own, until the end of the block."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [program, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]
        said = Path(profile) / "said"
        with said.open("wb") as out:
            running = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        try:
            line = Socket(*_address(said))
            try:
                yield Firefox(line)
            finally:
                line.close()
        finally:
            running.kill()
            running.wait()


def _address(said: Path) -> tuple[str, int]:
    """Wait until the browser says where it listens."""
    until = time.monotonic() + PATIENCE
    while (found := _ADDRESS.search(said.read_text("utf-8", "replace"))) is None:
        assert time.monotonic() < until, "Firefox never listened"
        time.sleep(0.05)
    return found[1], int(found[2])
