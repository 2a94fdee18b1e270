"""Several names in one sentence, in the language of whoever reads it."""

import io

from flask import Flask

from tests.conftest import HouseClient
from tests.town import Town
from webapp.core.text.i18n import listed
from webapp.core.time import clock


def test_names_are_strung_together_as_the_reader_writes(app: Flask) -> None:
    for lang, said in (("zh", "甲、乙"), ("en", "甲, 乙")):
        with app.test_request_context(headers={"Cookie": f"lang={lang}"}):
            assert listed(["甲", "乙"]) == said and listed([]) == "" and listed(iter("甲")) == "甲"


def test_a_refusal_in_english_has_no_chinese_mark(client: HouseClient, town: Town) -> None:
    client.sign_in(town.he).set_cookie("lang", "en")
    sheet = {"file": (io.BytesIO(b"a,b\n1,2\n"), "a.csv"), "valid_from": clock.today().isoformat()}
    page = client.post("/duties", data=sheet, content_type="multipart/form-data")
    assert page.status_code == 422 and "、" not in page.get_data(as_text=True).split("errs")[1].split("</div>")[0]
