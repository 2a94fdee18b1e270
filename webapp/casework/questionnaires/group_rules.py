"""再加一个, 去掉这一个: what a posted form says after a group came or went. The phone does it in the page."""

from webapp.casework.questionnaires.compile_rules import Compiled, walk

Answers = dict[str, list[str]]


def with_group(answers: Answers, key: str) -> Answers:
    """`key`: the repeat without its last number, q6 or q9_1."""
    name = f"c{key[1:]}"
    return answers | {name: [str(_count(answers, name) + 1)]}


def without_group(form: Compiled, answers: Answers, key: str) -> Answers:
    """`key`: the group that goes, q6_2; those after it move up by one."""
    base, _, place = key.rpartition("_")
    if not base or not place.isdecimal():
        return answers
    outer, gone = base.split("_")[1:], int(place)
    inside = _numbers_in(form, base.split("_")[0][1:])
    kept: Answers = {}
    for name, values in answers.items():
        head, *tail = name.split("_")
        if head[1:] not in inside or tail[: len(outer)] != outer or len(tail) <= len(outer):
            kept[name] = values
        elif (at := int(tail[len(outer)])) != gone:
            moved = [*outer, str(at - (at > gone)), *tail[len(outer) + 1 :]]
            kept["_".join([head, *moved])] = values
    count = f"c{base[1:]}"
    return kept | {count: [str(max(_count(answers, count) - 1, 0))]}


def _numbers_in(form: Compiled, number: str) -> set[str]:
    repeat = next((one for one in walk(form["items"]) if str(one["n"]) == number), {})
    return {str(one["n"]) for one in walk(repeat.get("items", []))}


def _count(answers: Answers, name: str) -> int:
    said = answers.get(name, ["1"])[0]
    return min(int(said[:3]), 99) if said.isdecimal() else 1
