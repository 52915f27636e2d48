"""What to do next is a few lines to paste, and what the list of files does not show is said."""

from __future__ import annotations

from pathlib import Path

from projects import (
    PLAIN_NEW,
    new_app,
    scaffold,
)


def test_the_next_steps_can_be_pasted(tmp_path: Path) -> None:
    app = new_app(tmp_path)
    said = scaffold(app, "add", "resource", "todos", "text:string").out.split("next:\n")[1]
    assert [line.split("  #")[0].strip() for line in said.splitlines()] == [
        f"cd {app}",
        "npm install && scaffold apply",
        "npm run dev",
        "npm run keys:create -- --email you@example.com",
        'curl -H "Authorization: Bearer YOUR_KEY" http://localhost:3000/api/todos',
    ]
    assert "# http://localhost:3000/todos\n" in said
    said = scaffold(app, "add", "action", "generateReport", "--button").out
    assert "write generateReport in data/report.ts  # it fails until you do" in said
    assert "# http://localhost:3000/report\n" in said


def test_it_says_what_to_type_next(tmp_path: Path) -> None:
    said = scaffold(tmp_path, "new", "x", *PLAIN_NEW, "--webhook", "stripe").out
    steps = [line.split("  #")[0].strip() for line in said.split("next:\n")[1].splitlines()]
    assert steps == [
        f"cd {tmp_path}/x",
        "npm install && scaffold apply",
        "npm run dev",
        "scaffold add resource todos text:string completed:boolean=false",
        "set STRIPE_WEBHOOK_SECRET in .env.local",
        "fill in the events you care about in data/webhooks/stripe.ts",
        "give Stripe this address: https://YOUR-HOST/api/webhooks/stripe",
    ]
