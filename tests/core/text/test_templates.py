"""What a template says is settled when it is compiled, once for each language."""

import pytest
from flask import Flask
from markupsafe import Markup

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


CALLS = """{% macro plain(a, b="b", c="c") %}{{ a }}{{ b }}{{ c }}{% endmacro -%}
{% macro rest(a) %}{{ a }}{% for key, value in kwargs.items() %} {{ key }}={{ value }}{% endfor %}{% endmacro -%}
{% macro around(a="") %}({{ a }}{{ caller() if caller }}){% endmacro -%}
{{ plain("<", c=9) }}|{{ plain(b=2, a=1) }}|{{ rest("x", y=1, z="&") }}|{{ around("a") }}|
{%- call around() %}<b>{% endcall %}|
{%- for plain in ["p"] %}{{ plain }}{% endfor %}|{{ words[0] | upper ~ "<" ~ safe }}|
{{- _(words[0]) }}|{{ safe }}|{{ count }}
{%- for sums in [dict(a=1)] %}{{ around(sums.a ~ safe) }}{% endfor %}|
{{- words[0] ~ "<" ~ safe }}|{{ words[0] ~ count ~ "<" }}|{{ dict(b="<").b }}|{{ safe.nothing }}|
{{- words[0].upper().lower() }}|{{ "%s-%s".format(1, 2) }}|{{ words.index("<") }}|{{ safe.strip("<") }}"""


def test_macros_and_functions_are_called_as_jinja_would(house: Flask) -> None:
    """Whatever is settled when a template is compiled: it says what the same template says without that."""
    first = "&lt;b9|12c|x y=1 z=&amp;|(a)|(<b>)|"
    shown = {"words": ["返回", "<"], "safe": Markup("<i>"), "count": 3}
    with house.test_request_context(headers={"Cookie": "lang=en"}):
        plain = house.jinja_env.from_string(CALLS.replace('{{ plain("<", c=9) }}', "x")).render(shown)
        for source in (CALLS.replace("for plain in", "for other in").replace("{{ plain }}", "{{ other }}"), CALLS):
            said = house.jinja_env._in("en").from_string(source).render(shown)  # type: ignore[attr-defined]
            assert said.split("|")[1:] == plain.split("|")[1:] and said.startswith(first)


def test_macros_are_called_by_their_function(house: Flask) -> None:
    spoken = house.jinja_env._in("zh")  # type: ignore[attr-defined]
    source = '{% from "components/row.html" import row %}{{ row("a", end="b") }}{{ url_for("x") }}'
    told = spoken.compile(source, raw=True)
    assert "context.call" not in told and "_func(" in told
