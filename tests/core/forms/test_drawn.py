"""How a form is drawn: nothing is chosen for anybody, nothing wrong is folded away, a code may be typed in groups."""

from flask import Flask, render_template_string
from werkzeug.datastructures import MultiDict

from webapp.core.forms.forms import BaseForm, CodeField, OnceForm, PickField, Text

FIELD = '{% from "components/field.html" import field %}{{ field(f) }}'
FOLD = (
    '{% from "components/field.html" import field %}{% from "components/list.html" import fold %}'
    '{% call fold("更多") %}{{ field(f) }}{% endcall %}'
)


class Asked(BaseForm):
    who = PickField("谁带队", [("a", "白俊杰"), ("b", "常颖")])
    only = PickField("哪个社区", [("a", "冬梅轩")])
    maybe = PickField("哪栋楼", [("", "不说"), ("a", "一号楼")], optional=True)
    code = CodeField("查询码", most=6)
    why = Text("为什么")


def drawn(app: Flask, template: str, form: BaseForm, name: str) -> str:
    with app.test_request_context():
        return render_template_string(template, f=form[name])


def test_what_must_be_chosen_begins_with_nothing_chosen(app: Flask) -> None:
    with app.test_request_context():
        blank, chosen, gone = Asked(), Asked(MultiDict({"who": "b"})), Asked(MultiDict({"who": "gone"}))
        refused = Asked(MultiDict({"who": ""}))
        assert not refused.validate() and refused.who.errors
    assert '<option value="">请选一个</option>' in drawn(app, FIELD, blank, "who")
    page = drawn(app, FIELD, chosen, "who")
    assert "请选一个" not in page and '<option selected value="b">' in page
    page = drawn(app, FIELD, gone, "who")
    assert '<option value="">请选一个</option>' in page and "selected" not in page, "what is no answer any more"
    assert "请选一个" not in drawn(app, FIELD, blank, "only"), "where there is one answer it is that"
    assert "请选一个" not in drawn(app, FIELD, blank, "maybe")


def test_a_fold_with_something_to_mend_is_open(app: Flask) -> None:
    with app.test_request_context():
        form = Asked(MultiDict({"why": ""}))
        assert '<details class="fold">' in drawn(app, FOLD, Asked(), "why")
        form.validate()
    assert '<details class="fold" open>' in drawn(app, FOLD, form, "why")


class Once(OnceForm):
    why = Text("为什么")


def test_a_page_names_the_row_it_will_make(app: Flask) -> None:
    with app.test_request_context():
        blank, other = Once(), Once()
        again = Once(MultiDict({"once": blank.once.data, "why": "漏"}))
    assert blank.once.data != other.once.data and again.once.data == blank.once.data
    assert again.values == {"why": "漏"}
    assert f'<input id="once" name="once" type="hidden" value="{blank.once.data}"' in drawn(app, FIELD, blank, "once")


def test_a_code_may_be_typed_as_it_is_shown(app: Flask) -> None:
    with app.test_request_context():
        typed = Asked(MultiDict({"code": "108 834"}))
        typed.validate()
    assert typed.code.data == "108834" and not typed.code.errors
    assert 'maxlength="12"' in drawn(app, FIELD, typed, "code")
