"""Every visible text is in the English catalogue, and placeholders survive translation."""

import re
from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = {"_": None, "gettext": None, "N_": None, "lazy": None}
PRINTED = {"certificates", "print", "paper"}  # paper is Chinese by its rules, whatever the screen speaks
NEVER = ("提交成功", "数据同步", "操作失败", "系统异常", "亲，")


def sources() -> set[tuple[str, str]]:
    found = set()
    for file in ROOT.glob("webapp/**/*.py"):
        for _, message, _, _ in extract_from_file("python", str(file), keywords=KEYWORDS):
            if isinstance(message, str) and has_chinese(message):
                found.add((message, str(file.relative_to(ROOT))))
    for file in ROOT.glob("templates/**/*.html"):
        options = {"trimmed": "false"}
        for _, message, _, _ in extract_from_file(
            "jinja2.ext:babel_extract", str(file), keywords=KEYWORDS, options=options
        ):
            if isinstance(message, str) and has_chinese(message):
                found.add((message, str(file.relative_to(ROOT))))
    return found


def has_chinese(text: str) -> bool:
    """Its marks as well: they are as odd between English words."""
    return bool(re.search("[\u4e00-\u9fff\u3001\u3002\uff08\uff09\uff0c\uff1a\uff1b]", text))


def catalogue() -> dict[str, str]:
    known: dict[str, str] = {}
    for file in sorted(ROOT.glob("webapp/**/en.po")):
        with file.open("rb") as stream:
            for message in read_po(stream, locale="en"):
                if message.id and message.string:
                    known[str(message.id)] = str(message.string)
    return known


def test_every_text_is_translated() -> None:
    known = catalogue()
    missing = sorted({(file, text) for text, file in sources() if text not in known})
    assert not missing, "\n".join(f"{file}: {text}" for file, text in missing)


def test_names_are_joined_by_the_readers_language() -> None:
    """`listed` in core/text/i18n.py; Chinese stays what is stored, searched or printed."""
    chinese = {"demo", "minutes"}
    kept = {"webapp/exchange/shop/rules.py", "webapp/core/trust/vault.py"}
    joined = re.compile(r"""["']、["']\)?\.join""")
    files = (file for file in ROOT.glob("webapp/**/*.py") if not chinese & set(file.relative_to(ROOT).parts))
    found = {str(file.relative_to(ROOT)) for file in files if joined.search(file.read_text(encoding="utf-8"))}
    assert found - kept == {"webapp/core/text/i18n.py"}


def test_quotation_marks_are_those_of_the_mainland() -> None:
    """“” everywhere a person reads; what was stored with other marks is shown with these (`cleaning.as_now`)."""
    files = [*ROOT.glob("webapp/**/*.py"), *ROOT.glob("templates/**/*.html"), *ROOT.glob("static/js/**/*.js")]
    found = {str(file.relative_to(ROOT)) for file in files if "「" in file.read_text(encoding="utf-8")}
    assert not found


def is_paper(file: Path) -> bool:
    return "layout/print.html" in (text := file.read_text(encoding="utf-8")) or '<html lang="zh-CN"' in text


def test_no_bare_chinese_mark_stands_after_what_is_shown() -> None:
    """“Owner：” and “Today，” look broken to who reads English: the mark between two words is a text as well."""
    bare = re.compile(r"""(?:\}\}|</b>|</span>|</a>)[：，；。]|(?<!_\()"[：，；。、（）]\"""")
    odd = [
        f"{file.relative_to(ROOT)}: {found[0]}"
        for file in ROOT.glob("templates/**/*.html")
        if not is_paper(file)
        for found in bare.finditer(file.read_text(encoding="utf-8"))
    ]
    assert not odd, "\n".join(odd)


def test_one_chinese_text_has_one_english_whichever_slice_says_it() -> None:
    said: dict[str, set[str]] = defaultdict(set)
    for file in ROOT.glob("webapp/**/en.po"):
        for message in read_po(file.open("rb")):
            if isinstance(message.id, str) and message.id and message.string:
                said[message.id].add(str(message.string))
    assert not {chinese: english for chinese, english in said.items() if len(english) > 1}


def test_placeholders_survive_translation() -> None:
    odd = [
        (text, said)
        for text, said in catalogue().items()
        if set(re.findall(r"%\((\w+)\)", text)) != set(re.findall(r"%\((\w+)\)", said))
    ]
    assert not odd


@pytest.mark.parametrize("words", NEVER)
def test_words_that_are_never_said(words: str) -> None:
    said = [
        str(f.relative_to(ROOT))
        for f in [*ROOT.glob("templates/**/*.html"), *ROOT.glob("webapp/**/*.py")]
        if words in f.read_text()
    ]
    assert not said


def test_visible_words_go_through_the_catalogue() -> None:
    """Chinese in a template outside `_()` would stay Chinese on an English screen."""
    stray = []
    for file in ROOT.glob("templates/**/*.html"):
        if file.parent.name in PRINTED or file.name == "door_card.html" or "layout/print.html" in file.read_text():
            continue
        text = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", "", file.read_text(), flags=re.DOTALL)
        for number, line in enumerate(text.splitlines(), 1):
            if has_chinese(line):
                stray.append(f"{file.relative_to(ROOT)}:{number}: {line.strip()[:60]}")
    assert not stray, "\n".join(stray)


def test_no_sign_between_words_is_chinese_for_everybody() -> None:
    """What joins two words in a template is said through the catalogue too: "，" is ", " in English."""
    bare = re.compile(r"""~ ["'][，：；、（）]["']|["'][，：；、（）]["'] ~|join\(["'][，；、]["']\)""")
    odd = [
        f"{file.relative_to(ROOT)}: {found}"
        for file in sorted(ROOT.glob("templates/**/*.html"))
        if not PRINTED & set(re.split(r"[/._]", str(file.relative_to(ROOT / "templates"))))
        and "layout/print.html" not in (text := file.read_text()) and file.name != "letter.html"
        for found in bare.findall(text)
    ]  # fmt: skip
    assert not odd, "\n".join(odd)


def test_a_refusal_brings_its_day_and_not_its_words() -> None:
    """`DomainError.sentence` says a day in the reader's language; one that was written out already stays Chinese."""
    written = re.compile(r"raise \w+\(.*(?:chinese_day|isoformat|strftime|月\{).*")
    odd = [
        f"{file.relative_to(ROOT)}: {line}"
        for file in sorted(ROOT.glob("webapp/**/*services.py"))
        for line in written.findall(file.read_text())
    ]
    assert not odd, "\n".join(odd)
