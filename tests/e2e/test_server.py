"""What stands between the network and Next.js: no 500, no made-up address, an end in seconds."""

from __future__ import annotations

import signal
import socket
import subprocess
import threading
import time
import uuid
from pathlib import Path

import httpx
import pytest

from apps import Server, run, serve
from people import Person

BAD_PATHS = [
    "/%",
    "/%E0%A4%A",
    "/todos/%E0%A4%A",
    "/todos/%zz",
    "/todos/%C0%AF",
    "/todos/%FF",
    "/todos/%ED%A0%80",
    "/api/todos/%E0%A4%A",
    "/api/auth/%E0%A4%A",
    "/_next/static/%E0%A4%A",
    "*",
    "todos",
    "ftp://x/todos",
    "http://[::1",
]
ODD_PATHS = [
    "/todos/%00",
    "/api/todos/%00",
    "/todos/%2e%2e%2f",
    "/../../etc/passwd",
    "/todos/%252e%252e%252f",
    "//evil.example/",
    "/\\evil.example",
    "/todos?%E0%A4%A",
    "/api/todos?cursor=%E0%A4%A",
    "/todos/" + "a" * 9000,
    "/api/todos/" + "a" * 15_000,
    "/a" * 2000,
    "/todos/[id]",
    "/_error",
    "/500",
    "/.env",
]


def ask(server: Server, line: str, *headers: str, body: str = "") -> tuple[int, str]:
    """Send a request as it is written, and return the status and all of the answer."""
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        fixed = [] if any(header.startswith("Host:") for header in headers) else [f"Host: {host}:{port}"]
        lines = [f"{line} HTTP/1.1", *fixed, *headers, "Connection: close", "", body]
        connection.sendall("\r\n".join(lines).encode())
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
    return int(answer.split(b" ", 2)[1]), answer.decode("utf-8", "replace")


@pytest.mark.parametrize("path", BAD_PATHS)
def test_a_path_that_is_none_is_a_bad_request(server: Server, path: str) -> None:
    status, answer = ask(server, f"GET {path}")
    assert status == 400
    if path.startswith("/api/"):
        assert "application/problem+json" in answer
        assert '"title":"Bad Request","status":400' in answer


@pytest.mark.parametrize("path", ODD_PATHS, ids=lambda path: str(path)[:30])
def test_no_path_is_an_error_of_the_server(server: Server, path: str) -> None:
    assert ask(server, f"GET {path}")[0] < 500


@pytest.mark.parametrize("method", ["TRACE", "PROPFIND", "PURGE", "LOCK", "M-SEARCH", "SOURCE", "QUERY"])
def test_a_method_that_no_page_or_handler_has_is_not_allowed(server: Server, method: str) -> None:
    for path in ("/", "/todos", "/api/hello", "/api/todos/x", "/api/auth/ok", "/nothing", "/icon.svg"):
        status, answer = ask(server, f"{method} {path}")
        assert status == 405
        assert "\r\nAllow: GET, HEAD, POST" in answer
        assert ("application/problem+json" in answer) == path.startswith("/api/")


def test_options_are_no_error_of_the_server(server: Server) -> None:
    for path in ("/", "/todos", "/api/hello", "/api/todos/x", "/icon.svg"):
        assert ask(server, f"OPTIONS {path}")[0] < 500


def test_a_whole_url_is_its_path(server: Server) -> None:
    assert ask(server, f"GET {server.url}/api/hello")[0] == 200
    assert ask(server, f"GET {server.url}/todos/%FF")[0] == 400


@pytest.mark.parametrize("host", ["a b", "evil.example:99999", "[::1", "%E0%A4%A", "a/b?c", "user:pw@x"])
def test_no_host_is_an_error_of_the_server(server: Server, host: str) -> None:
    for path in ("/todos", "/api/todos", "/sign-in", "/todos/"):
        assert ask(server, f"GET {path}", f"Host: {host}")[0] < 500


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "%zz"])
@pytest.mark.parametrize(
    "header", ["Next-Action: " + "a" * 42, "Content-Type: multipart/form-data; boundary=x"]
)
def test_an_action_from_elsewhere_is_forbidden(server: Server, origin: str, header: str) -> None:
    form = ["--x", 'Content-Disposition: form-data; name="$ACTION_ID_' + "a" * 42 + '"', "", "", "--x--", ""]
    body = "\r\n".join(form)
    sent = (f"Origin: {origin}", header, f"Content-Length: {len(body)}")
    assert ask(server, "POST /todos", *sent, body=body)[0] == 403


def test_a_form_that_is_too_large_is_said_to_be(server: Server) -> None:
    body = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n' + "a" * 1_500_000 + "\r\n--x--\r\n"
    sent = ("Content-Type: multipart/form-data; boundary=x", f"Content-Length: {len(body)}")
    assert ask(server, "POST /todos", *sent, body=body)[0] == 413


def address_of_session(server: Server, forwarded: str) -> str:
    with server.client(headers={"Origin": server.url, "X-Forwarded-For": forwarded}) as client:
        account = {"name": "Ann", "email": f"{uuid.uuid4()}@example.com", "password": str(uuid.uuid4())}
        assert client.post("/api/auth/sign-up/email", json=account).status_code == 200
        session = client.get("/api/auth/get-session").json()["session"]
        return str(session["ipAddress"])


def test_an_address_is_believed_of_as_many_proxies_as_were_named(server: Server, full_app: Path) -> None:
    assert address_of_session(server, "198.51.100.1, 203.0.113.5") == "203.0.113.5"
    with serve(full_app, env={"TRUSTED_PROXIES": "0", "DATABASE_URL": "memory://"}) as alone:
        for forwarded in ("203.0.113.5", "198.51.100.1, 203.0.113.5", "unknown", ""):
            assert address_of_session(alone, forwarded) == "127.0.0.1"


def test_another_host_that_the_caller_names_is_not_the_host(full_app: Path) -> None:
    with serve(full_app, env={"TRUSTED_PROXIES": "0", "DATABASE_URL": "memory://"}) as alone:
        sent = ("Origin: http://evil.example", "X-Forwarded-Host: evil.example", "Next-Action: " + "a" * 42)
        assert ask(alone, "POST /todos", *sent, "Content-Length: 2", body="[]")[0] == 403


@pytest.mark.parametrize("proxies", ["yes", "-1", "1.5", "loopback"])
def test_a_number_of_proxies_that_is_none_is_said_at_the_start(full_app: Path, proxies: str) -> None:
    with (
        pytest.raises(AssertionError, match="TRUSTED_PROXIES must be a number"),
        serve(full_app, env={"TRUSTED_PROXIES": proxies, "DATABASE_URL": "memory://"}),
    ):
        pass


def holding_up(server: Server) -> list[socket.socket]:
    """Open connections of every kind that is no request under way."""
    beginnings = [
        b"",
        b"GET / HT",
        b"GET / HTTP/1.1\r\nHost: x\r\n",
        b"GET /api/hello HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /api/hello HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
        b"POST /api/auth/sign-in/email HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        b"Content-Length: 1000\r\n\r\n{",
    ]
    host, port = server.url.removeprefix("http://").split(":")
    opened = [socket.create_connection((host, int(port))) for _ in beginnings]
    for connection, beginning in zip(opened, beginnings, strict=True):
        connection.sendall(beginning)
    return opened


@pytest.mark.parametrize(
    "signals",
    [[signal.SIGTERM], [signal.SIGINT], [signal.SIGTERM, signal.SIGTERM]],
    ids=["SIGTERM", "SIGINT", "SIGTERM twice"],
)
def test_connections_without_a_request_do_not_hold_it_up(
    full_app: Path, tmp_path: Path, signals: list[signal.Signals]
) -> None:
    with serve(full_app, env={"DATABASE_URL": "memory://"}) as server:
        connections = holding_up(server)
        time.sleep(1)
        for number in signals:
            server.process.send_signal(number)
        assert server.process.wait(timeout=30) == 128 + signals[0]
        for connection in connections:
            connection.close()
        assert "rror" not in server.log.read_text()


def test_what_is_under_way_is_finished_and_nothing_new_begun(full_app: Path, database: str) -> None:
    with serve(full_app, env={"DATABASE_URL": database}) as server:
        ann = Person.sign_up(server, f"{uuid.uuid4()}@example.com")
        # Nobody can insert a todo as long as this holds the table.
        hold = "begin; lock table todos in exclusive mode; select pg_sleep(4); commit"
        locker = subprocess.Popen(["psql", database, "-qc", hold], stdout=subprocess.DEVNULL)
        waiting = "select count(*) from pg_locks where relation = 'todos'::regclass and granted = {}"

        def until(granted: bool) -> None:
            while run(full_app, "psql", database, "-Atc", waiting.format(granted)).stdout.strip() == "0":
                time.sleep(0.1)

        until(granted=True)
        answers: list[httpx.Response] = []

        def create() -> None:
            with ann.from_pages() as pages:
                answers.append(pages.post("/api/todos", json={"text": "Under way"}))

        request = threading.Thread(target=create)
        request.start()
        until(granted=False)
        connections = holding_up(server)
        server.process.terminate()
        with pytest.raises(httpx.ConnectError):
            for _ in range(100):
                httpx.get(f"{server.url}/api/hello", timeout=5)
                time.sleep(0.02)
        request.join()
        assert locker.wait() == 0
        assert [answer.status_code for answer in answers] == [201]
        assert server.process.wait(timeout=30) == 128 + signal.SIGTERM
        for connection in connections:
            connection.close()


def test_a_second_server_refuses_the_embedded_database(server: Server, full_app: Path) -> None:
    with pytest.raises(AssertionError, match="serves one process at a time"), serve(full_app):
        pass
