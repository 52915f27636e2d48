"""The bench of a generated app measures what it says it measures; no test asserts a time."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import app as bench
import pytest

from apps import Server

SCRIPT = b"console.log('hello');" * 100
PAGES = {
    "/page": b'<script src="/a.js" async=""></script><script src="/a.js"></script>'
    b'<script src="/old.js" noModule=""></script><script>1</script>',
    "/still": b"<p>Nothing moves here.</p>",
    "/a.js": SCRIPT,
    "/old.js": SCRIPT * 9,
}


class Pages(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = PAGES.get(self.path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    pages = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    Thread(target=pages.serve_forever, daemon=True).start()
    ours = subprocess.Popen([sys.executable, "-c", "pass"])
    ours.wait()
    yield Server(tmp_path, f"http://127.0.0.1:{pages.server_port}", ours, tmp_path / "log")
    pages.shutdown()


def test_an_answer_that_failed_is_not_measured(server: Server) -> None:
    assert bench._send([bench.Request("/a.js")] * 5, server, 2) == [SCRIPT] * 5
    with pytest.raises(RuntimeError, match="GET /gone: 404"):
        bench._send([bench.Request("/a.js"), bench.Request("/gone")], server, 2)


def test_a_page_weighs_what_a_browser_of_today_loads_once(server: Server) -> None:
    assert bench.weight(server, bench.Request("/page")) == len(gzip.compress(SCRIPT))
    with pytest.raises(RuntimeError, match="loads no script"):
        bench.weight(server, bench.Request("/still"))


def test_processor_time_is_that_of_the_process() -> None:
    before = bench._cpu(os.getpid())
    sum(range(5_000_000))
    assert bench._cpu(os.getpid()) > before


def test_ratios_are_taken_within_each_round() -> None:
    # The machine was ten times as slow in the second round, for both alike.
    rounds = [(bench.Sample(2 * slow, 50), bench.Sample(slow, 100)) for slow in (1.0, 10.0, 1.0)]
    assert "| list | 2.00, 50 | 1.00, 100 | 2.00 | 1.30 |" in bench.table({"list": rounds}, {"list": 1.3})


def test_every_pair_asks_both_the_same(server: Server) -> None:
    for pair in bench.Caller(server, "a=b", "sk_x").pairs():
        assert pair.generated.path != pair.twin.path
        ours, theirs = pair.generated, pair.twin
        assert (ours.method, ours.body, ours.headers) == (theirs.method, theirs.body, theirs.headers)


def test_each_pair_is_sent_in_turns_after_a_round_that_warms_up(server: Server) -> None:
    ours = Server(server.app, server.url, subprocess.Popen(["sleep", "60"]), server.log)
    pair = bench.Pair("page", bench.Request("/page"), bench.Request("/still"), 1.0)
    try:
        results = bench.measure(ours, [pair], rounds=3, requests=4)
    finally:
        ours.process.kill()
        ours.process.wait()
    assert len(results["page"]) == 3 and all(sample.rate > 0 for both in results["page"] for sample in both)
