"""An answer as a spreadsheet's cell: what was asked as a number, a day or yes and no is one there, not text.

What is a number only by its looks stays text: a phone's number, a code that begins with a nought."""

import re
from contextlib import suppress
from datetime import date, datetime, time

from webapp.casework.questionnaires.compile_rules import Compiled

NUMBER = re.compile(r"-?(0|[1-9]\d{0,9})(\.\d*)?|-?\.\d+")  # with eleven digits it is somebody's phone
TRUTHS = ({"yes": True, "no": False}, {"y": True, "n": False}, {"true": True, "false": False})
Cell = str | int | float | date | time | bool


def kind_of(form: Compiled, question: Compiled) -> str:
    """A question's kind, with `truth` for a choice between yes and no and nothing else."""
    kind = str(question["kind"])
    names = {choice["name"].lower() for choice in form["lists"].get(question.get("list", ""), [])}
    return "truth" if kind == "ack" or (kind == "one" and any(names == set(words) for words in TRUTHS)) else kind


def typed(kind: str, said: str) -> Cell:
    """`said` as the kind of its question has it; as it is where it does not fit, as after a change of the form."""
    with suppress(ValueError):
        if kind in ("integer", "decimal", "range"):
            return _number(said)
        if kind == "date":
            return date.fromisoformat(said)
        if kind == "time":
            return time.fromisoformat(said)
        if kind == "datetime":
            return datetime.fromisoformat(said)
        if kind == "calculate" or kind.startswith("meta"):
            return _reckoned(said)
    return _truth(said) if kind == "truth" else said


def _number(said: str) -> Cell:
    if not NUMBER.fullmatch(said):
        return said
    return float(said) if "." in said else int(said)


def _reckoned(said: str) -> Cell:
    """A calculation does not say what it yields: a number, a day and a moment show it by themselves."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", said):
        return date.fromisoformat(said)
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\S+", said):
        return datetime.fromisoformat(said)
    return _number(said)


def _truth(said: str) -> Cell:
    words = {"ok": True} | {word: value for pair in TRUTHS for word, value in pair.items()}
    return words.get(said.lower(), said)
