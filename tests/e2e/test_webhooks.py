"""Webhooks of a running app: events made and signed by the senders' own SDKs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from apps import WEBHOOK_SECRETS, Server, run

SDK = Path(__file__).parent.parent / "sdk"


def test_genuine_events_arrive_once_and_all_others_are_refused(server: Server, tmp_path: Path) -> None:
    for name in ("deliver.mjs", "package.json", "package-lock.json"):
        shutil.copy(SDK / name, tmp_path)
    run(tmp_path, "npm", "ci", "--no-audit", "--no-fund")
    done = run(tmp_path, "node", "deliver.mjs", env=WEBHOOK_SECRETS | {"BASE_URL": server.url}, check=False)
    report = json.loads(done.stdout)
    assert report["ok"], [one for one in report["results"] if not one.get("ok", True)]
    assert done.returncode == 0
    assert set(report["recorded"]) == {"stripe", "github", "shopify"}


def test_an_unsigned_event_is_refused(server: Server) -> None:
    with server.client() as client:
        assert client.post("/api/webhooks/stripe", json={"id": "evt_1"}).status_code == 400
        assert client.post("/api/webhooks/github", json={}).status_code == 401
        assert client.post("/api/webhooks/shopify", json={}).status_code == 401
        assert client.get("/api/webhooks/stripe").status_code == 405
