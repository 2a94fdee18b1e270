"""Chinese is the source; English is a catalogue per slice (`en.po` in its folder), read at start, nothing to compile.

`_` translates now, `N_` only marks a text for the catalogue, `lazy` waits until it is shown.
"""

from collections.abc import Iterable
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from flask import Flask, has_request_context, request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from webapp.core.text import plurals

LANGUAGES = {"zh": "中文", "en": "English"}
SLICES = Path(__file__).resolve().parents[2]
SPOKEN: ContextVar[str] = ContextVar("spoken", default="")  # this request's, asked for some hundred times a page


def language() -> str:
    """zh or en: the person's own choice (cookie), else what the browser asks for, else Chinese."""
    kept = SPOKEN.get()
    if kept or not has_request_context():
        return kept or "zh"
    chosen = request.cookies.get("lang", "")
    kept = chosen if chosen in LANGUAGES else _asked_for(request.headers.get("Accept-Language", ""))
    SPOKEN.set(kept)
    return kept


@lru_cache(maxsize=256)
def _asked_for(header: str) -> str:
    return parse_accept_header(header, LanguageAccept).best_match(["zh", "en"]) or "zh"


def _forget(_: BaseException | None) -> None:
    """The next request of this thread is somebody else's."""
    SPOKEN.set("")


def gettext(text: str, **values: Any) -> str:
    said = words(language()).said(text)
    return plurals.fit(said, values) % values if values else said


def listed(words: Iterable[str]) -> str:
    """甲、乙; A, B: several as the reader's language strings them together. Papers and what is stored stay Chinese."""
    return gettext("、").join(words)


def N_(text: str) -> str:
    return text


class Lazy:
    """A text that is translated each time it is shown; WTForms labels live longer than a request."""

    def __init__(self, text: str, **values: Any) -> None:
        self.text, self.values = text, values

    def __str__(self) -> str:
        return gettext(self.text, **self.values)

    def __html__(self) -> str:
        from markupsafe import escape

        return escape(str(self))

    def __mod__(self, values: Any) -> str:
        return str(self) % values


def lazy(text: str, **values: Any) -> Any:
    return Lazy(text, **values)


class Words(dict[str, str]):
    """What each Chinese text is in one language; a text that nobody translated stays as it is."""

    def said(self, text: str) -> str:
        return self.get(text, text) if text else ""


@cache
def words(code: str) -> Words:
    """All catalogues of one language in one; the first file that knows a text wins."""
    found = Words()
    for file in sorted(SLICES.rglob(f"{code}.po"), reverse=True):
        with file.open("rb") as stream:
            told = [one for one in read_po(stream, locale=code) if one.string and not one.fuzzy]
            found.update((one.id, one.string) for one in told if one.id)  # type: ignore[misc]
    return found


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(_=gettext)
    app.context_processor(lambda: {"lang": language()})
    app.teardown_request(_forget)
