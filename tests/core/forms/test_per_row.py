"""What was sent about one row comes back in that row and in no other."""

from flask import Flask
from werkzeug.datastructures import MultiDict

from webapp.core.forms.forms import BaseForm, Text
from webapp.core.forms.per_row import PerRow
from webapp.core.text.i18n import N_


class WordForm(BaseForm):
    words = Text(N_("一句话"), most=3)


def test_the_other_rows_stay_blank(app: Flask) -> None:
    with app.test_request_context():
        sent = WordForm(MultiDict({"words": "太长了吧"}))
        assert not sent.validate()
        rows = PerRow(WordForm, sent, "b")
        assert rows.of("b").words.data == "太长了吧" and rows.of("b").errors
        assert not rows.of("a").words.data and not rows.of("a").errors
        assert not PerRow(WordForm).of("b").errors
