"""The long random run: cuts, kills and sign-ins against a real Chromium. Goes on where it was stopped: each batch of
cycles has a seed of its own, and what is counted is kept in bench-results/offline-cycles.json."""

import json
import logging
import os
import random
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks.clock import Line

TITLE = "Offline: random cut-or-kill cycles (goal: 0 lost, 0 doubled, 0 falsely called sent)"
APART = True
WANTED = int(os.environ.get("CYCLES", "1000"))
BATCH = 25
KEPT = Path(__file__).resolve().parents[1] / "bench-results" / "offline-cycles.json"


def run() -> list[Line]:
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    batches: list[dict[str, Any]] = json.loads(KEPT.read_text()) if KEPT.exists() else []
    while (done := sum(batch["cycles"] for batch in batches)) < WANTED:
        seed = random.SystemRandom().randrange(10**9)
        print(f"{done} / {WANTED} cycles, seed {seed}", flush=True)
        tally = _batch(seed, min(BATCH, WANTED - done))
        batches.append({"seed": seed, **asdict(tally)})
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps(batches, ensure_ascii=False))
    names = ("cycles", "taps", "cuts", "kills", "lost", "doubled", "false")
    return [Line("Chromium, SQLite", {name: sum(batch[name] for batch in batches) for name in names})]


def _batch(seed: int, cycles: int) -> Any:
    from tests import town as towns
    from tests.browser.cycles import run_cycles
    from tests.browser.offline_town import street
    from webapp import create_app
    from webapp.core.config import Settings
    from webapp.core.data import db, migrations
    from webapp.people.accounts import services as accounts

    accounts.HASHER = towns.CHEAP
    with tempfile.TemporaryDirectory(prefix="fullgrid-cycles-") as name:
        folder = Path(name)
        app = create_app(Settings(folder=folder, database_url=f"sqlite:///{folder / 'town.db'}", testing=True))
        with app.app_context():
            migrations.upgrade(db.engine())
            with db.transaction() as session:
                town = towns.build(session)
        with sync_playwright() as playwright, street(app, town, playwright, folder) as here:
            tally = run_cycles(here, random.Random(seed), cycles)
        app.extensions["engine"].dispose()
    return tally
