"""A small HTTP server on this machine that can break off, refuse, and go on where it stopped."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

CONTENT = bytes(range(256)) * 1200


@dataclass
class Server:
    """What it serves, what goes wrong, and what was asked of it."""

    port: int
    content: bytes = CONTENT
    #: For each coming request, how many bytes to send before the connection breaks; or a status to answer with.
    breaks: list[int] = field(default_factory=list)
    refusals: list[int] = field(default_factory=list)
    ranges: bool = True
    asked: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/corpus.bin"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("HEDGE_CACHE", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked = self.headers.get("Range", "")
            state.asked.append(asked)
            self.close_connection = True
            if state.refusals:
                self.send_response(state.refusals.pop(0))
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            start = int(asked.removeprefix("bytes=").partition("-")[0]) if asked and state.ranges else 0
            rest = state.content[start:]
            if asked and state.ranges and not rest:
                self.send_response(416)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            self.send_response(206 if start else 200)
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(state.content) - 1}/{len(state.content)}")
            self.send_header("Content-Length", str(len(rest)))
            self.end_headers()
            self.wfile.write(rest[: state.breaks.pop(0)] if state.breaks else rest)

        def log_message(self, *args: object) -> None:
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state = Server(httpd.server_port)
    thread = threading.Thread(target=httpd.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield state
    httpd.shutdown()
    thread.join()
    httpd.server_close()
