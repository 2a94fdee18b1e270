"""A photo of a door: shrunk on the phone, without its place, sent after the words in pieces; a cut costs one piece.
And the phone and the server hash alike."""

import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from playwright.sync_api import Playwright

from tests.browser.offline_town import Street, street
from tests.browser.proxy import Fault, Kind
from tests.town import Town
from webapp.centre.sync import rules

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
VECTORS: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "centre" / "sync" / "vectors.json").read_text())


@pytest.fixture
def here(app: Flask, town: Town, playwright: Playwright, tmp_path: Path) -> Iterator[Street]:
    with street(app, town, playwright, tmp_path, doors=4) as made:
        yield made


def camera(file: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    Image.effect_noise((2600, 1900), 40).convert("RGB").save(file, quality=92, exif=exif.tobytes())


def photos(here: Street) -> list[tuple[str, int, int, int]]:
    with sqlite3.connect(here.phone.database) as base:
        return base.execute("SELECT state, width, height, size FROM photo").fetchall()


def test_a_photo_follows_its_words_in_pieces_over_a_bad_line(here: Street, tmp_path: Path) -> None:
    camera(tmp_path / "door.jpg")
    page = here.phone.start()
    here.phone.sign_in(page)
    here.phone.make_ready(page)
    here.proxy.fault = Fault(Kind.REFUSE)
    page.goto(f"{here.phone.address}/doors/{here.homes[0]}")
    here.phone.open_form(page, here.homes[0])
    page.click("[data-opens]")
    page.click("label:has-text('维修')")
    page.fill("textarea[name=words]", "门口的灯坏了")
    page.set_input_files("input[type=file]", tmp_path / "door.jpg")
    page.wait_for_selector("[data-photo] img", timeout=30_000)
    page.click("#visit-form section button[type=submit]")
    page.wait_for_url(lambda url: here.homes[0] not in url)
    here.proxy.hits = 0
    here.proxy.fault = Fault(Kind.DROP_ANSWER, b"POST /photos/", 0, 2)
    page.goto(f"{here.phone.address}/outbox")
    here.phone.send_all(page)
    assert len(here.phone.rows()) == 1, "the words are there while the photo is on its way"
    for _ in range(60):
        if photos(here) and photos(here)[0][0] == "kept":
            break
        page.wait_for_timeout(1000)
        page.click("[data-deed=send]")
    [(state, width, height, size)] = photos(here)
    assert (state, width, height) == ("kept", 1169, 1600), "upright and at most 1,600 px"
    assert size <= 420_000, "made small on the phone"
    assert here.proxy.hits == 2
    kept = next((here.app.config["SETTINGS"].folder / "photos").rglob("*/*"))
    assert not Image.open(io.BytesIO(kept.read_bytes())).getexif()
    assert here.phone.said == []


def test_the_phone_and_the_server_hash_alike(here: Street) -> None:
    page = here.phone.start()
    page.goto(f"{here.phone.address}/sign-in")
    ids = "/static/js/offline/ids.js"
    for vector in VECTORS:
        got = page.evaluate("async ([at, one]) => (await import(at)).digest(one)", [ids, vector["record"]])
        sent = rules.canonical(**vector["record"])
        import hashlib

        assert got == hashlib.sha256(sent.encode()).hexdigest() == vector["hash"], vector["record"]
    made = page.evaluate("async (at) => { const { newId } = await import(at); return [newId(), newId()]; }", ids)
    assert all(rules.ID.fullmatch(one) and one[14] == "7" for one in made)
    assert made[0] != made[1]
