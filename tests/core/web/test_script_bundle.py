"""Joined modules mean the same as the sources; whatever would not, is refused in words."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from webapp.core.web import assets, script_bundle


def write(folder: Path, **sources: str) -> Path:
    for name, text in sources.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder / "entry.js"


def test_a_shared_module_is_joined_once_and_before_its_users(tmp_path: Path) -> None:
    entry = write(
        tmp_path,
        shared="export const door = { open: 0 };\n",
        one='import { door } from "./shared.js";\nexport function first() { door.open += 1; }\n',
        entry='import { first as begin } from "./one.js";\nimport { door } from "./shared.js";\nbegin(door);\n',
    )
    text = script_bundle.joined(entry)
    assert text.count("open: 0") == 1
    assert text.index("open: 0") < text.index("function first") < text.index("begin(door);")
    assert "const { first: begin } = module1;" in text
    assert "return { first: first };" in text


def test_a_dynamic_import_stays_a_file_of_its_own(tmp_path: Path) -> None:
    entry = write(tmp_path, late="export function attach() {}\n", entry='import("./late.js").then(go);\n')
    assert script_bundle.modules(entry) == {entry}


def test_export_lists_and_whole_module_imports_are_understood(tmp_path: Path) -> None:
    entry = write(
        tmp_path,
        words="const say = 1;\nexport { say, say as tell };\n",
        entry='import * as words from "./words.js";\nimport "./words.js";\nshow(words.tell);\n',
    )
    text = script_bundle.joined(entry)
    assert "return { say: say, tell: say };" in text
    assert "const words = module0;" in text


@pytest.mark.parametrize(
    "source",
    ["export default 1;\n", "export let count = 0;\n", 'import thing from "./shared.js";\n', "await fetch('/');\n"],
)
def test_a_form_that_would_change_its_meaning_is_refused(tmp_path: Path, source: str) -> None:
    with pytest.raises(script_bundle.CannotJoin):
        script_bundle.joined(write(tmp_path, shared="export const x = 1;\n", entry=source))


def test_a_circle_of_imports_is_refused(tmp_path: Path) -> None:
    entry = write(
        tmp_path, entry='import { a } from "./a.js";\n', a='import { b } from "./entry.js";\nexport const a = 1;\n'
    )
    with pytest.raises(script_bundle.CannotJoin, match=r"entry\.js"):
        script_bundle.joined(entry)


def test_every_own_module_can_be_joined() -> None:
    for module in (assets.ROOT / "js").rglob("*.js"):
        assert script_bundle.joined(module)


def test_texts_travel_packed_and_may_be_kept(client: FlaskClient) -> None:
    answer = client.get(assets.static_url("css/fg.css"), headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]
    assert len(answer.data) <= 10_000
    assert client.get(assets.static_url("css/fg.css")).data == assets.body("css/fg.css")


def test_an_old_address_answers_but_is_not_kept(client: FlaskClient) -> None:
    answer = client.get("/static/v-0123456789/js/app.js")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"
    assert client.get("/static/v-0123456789/js/none.js").status_code == 404


def test_an_address_holds_no_digit_that_a_reader_could_take_for_a_door() -> None:
    assert assets.static_url("logo.svg").removeprefix("/static/v-").split("/")[0].isalpha()
    assert re.fullmatch(r"[a-p]{10}", assets.fingerprint("logo.svg"))
