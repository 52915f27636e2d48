"""Callers of a running app: with a session, an API key, a browser, or with nothing."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

import httpx
from playwright.sync_api import Browser, BrowserContext, Page

from apps import Server


@dataclass
class Person:
    """Somebody with an account."""

    server: Server
    email: str
    password: str = field(default_factory=lambda: str(uuid.uuid4()))
    cookie: str = ""

    @classmethod
    def sign_up(cls, server: Server, email: str) -> Person:
        """Sign up over better-auth's own endpoint."""
        person = cls(server, email)
        with server.client() as client:
            answer = client.post(
                "/api/auth/sign-up/email",
                json={"name": "Ann", "email": email, "password": person.password},
                # Each from an address of its own: sign-up is limited by address.
                headers={"Origin": server.url, "X-Forwarded-For": f"2001:db8::{uuid.uuid4().hex[:4]}"},
            )
            assert answer.status_code == 200, answer.text
            person.cookie = "; ".join(f"{name}={value}" for name, value in answer.cookies.items())
        return person

    def end_session(self) -> None:
        """Sign out behind the back of every open page."""
        with self.from_pages() as client:
            assert client.post("/api/auth/sign-out", json={}).status_code == 200

    def sign_in(self) -> None:
        """Begin another session over better-auth's own endpoint."""
        with self.server.client() as client:
            answer = client.post(
                "/api/auth/sign-in/email",
                json={"email": self.email, "password": self.password},
                headers={"Origin": self.server.url, "X-Forwarded-For": f"2001:db8::{uuid.uuid4().hex[:4]}"},
            )
            assert answer.status_code == 200, answer.text
            self.cookie = "; ".join(f"{name}={value}" for name, value in answer.cookies.items())

    def enter(self, context: BrowserContext) -> None:
        """Give a browser this person's cookies."""
        for part in self.cookie.split("; "):
            name, _, value = part.partition("=")
            context.add_cookies([{"name": name, "value": value, "url": self.server.url}])

    def from_pages(self, **headers: str) -> httpx.Client:
        """Return a client that sends what this app's own pages would send."""
        own = {"Cookie": self.cookie, "Origin": self.server.url, "Sec-Fetch-Site": "same-origin"}
        sent = own | {name.replace("_", "-"): value for name, value in headers.items()}
        return self.server.client(headers={name: value for name, value in sent.items() if value})

    def page(self, browser: Browser, *, javascript: bool = True) -> Page:
        """Return a browser page in which this person is signed in."""
        context = browser.new_context(java_script_enabled=javascript, base_url=self.server.url)
        self.enter(context)
        return context.new_page()

    def api_key(self, browser: Browser, name: str = "Test") -> str:
        """Make an API key on the app's page, as a person would."""
        page = self.page(browser)
        page.goto("/api-keys")
        page.get_by_label("Name").fill(name)
        page.get_by_role("button", name="Make a key").click()
        key = page.locator("[aria-live] code").text_content()
        page.context.close()
        assert key
        return key


def bearer(server: Server, key: str) -> httpx.Client:
    """Return a client with an API key."""
    return server.client(headers={"Authorization": f"Bearer {key}"})
