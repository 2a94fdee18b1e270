"""What a template says is settled when it is compiled, once for each language."""

import pytest
from flask import Flask

from webapp.core.text.templates import Templates
from webapp.core.web.assets import static_url

TALK = "|".join((
    '{% from "components/icon.html" import icon as sign %}{{ _("返回") }}', '{{ _("%(n)s 次没人", n=times) }}',
    '{{ sign("go") }}', '{{ static_url("icons.svg") }}', '{{ _("有 <b>") }}', '{{ "late" if times > 2 }}',
    '{{ ("x" if times > 2) | default("y") }}',
))  # fmt: skip


@pytest.mark.parametrize(("language", "back"), [("zh", "返回"), ("en", "Back")])
def test_words_stand_in_the_template_in_its_language(house: Flask, language: str, back: str) -> None:
    environment = house.jinja_env
    assert isinstance(environment, Templates)
    spoken = environment._in(language)
    with house.test_request_context(headers={"Cookie": f"lang={language}"}):
        said = spoken.from_string(TALK).render(times=2).split("|")
    assert said[0] == back
    assert said[1] == ("2 次没人" if language == "zh" else spoken.from_string('{{ _("%(n)s 次没人", n=2) }}').render())
    assert "#go" in said[2] and said[2].startswith("<svg")
    assert said[3:] == [static_url("icons.svg"), "有 &lt;b&gt;", "", "y"]
    assert back in spoken.compile(TALK, raw=True) and "resolve('_')" not in spoken.compile(TALK, raw=True)


def test_a_page_comes_in_the_language_it_is_asked_in(house: Flask) -> None:
    for language, word in (("zh", "返回"), ("en", "Back"), ("zh", "返回")):
        with house.test_request_context(headers={"Cookie": f"lang={language}"}):
            module = house.jinja_env.get_template("components/header.html").make_module({"_x": 1})
            assert word in module.top("题目", back_url="/")
