"""Every verb that code writes into the history has words; the page shows no code word."""

import ast
from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from pathlib import Path

from tests.conftest import HouseClient
from tests.town import Town
from webapp.casework.cases.rules import Verb
from webapp.centre.sync.models import ReviewState
from webapp.core.trust.history_words import all_words
from webapp.council.promises.rules import Act, Rung
from webapp.exchange.shop.models import OrderState
from webapp.volunteering.certificates.models import EndKind

ROOT = Path(__file__).resolve().parents[2]
# f"case_{verb.value}" and its like: what may stand in the braces
FAMILIES: dict[tuple[str, str], type[StrEnum]] = {
    ("case_", ""): Verb, ("promise_", ""): Act, ("remind_", ""): Rung, ("review_", ""): ReviewState,
    ("", "_certificate"): EndKind, ("", "_order"): OrderState,
}  # fmt: skip


def recorded() -> Iterator[tuple[str, str]]:
    for file in sorted(ROOT.glob("webapp/**/*.py")):
        tree, module = ast.parse(file.read_text()), ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
            for call in [node for node in ast.walk(function) if isinstance(node, ast.Call)]:
                if ast.unparse(call.func) == "history.record":
                    for verb in verbs(call.args[2], function, tree, module):
                        yield verb, f"{file.relative_to(ROOT)}:{call.lineno}"


def verbs(said: ast.expr, function: ast.FunctionDef, tree: ast.Module, module: str) -> list[str]:
    """A literal, a named one, one of two, a family by enum, or what a small function of the same module is called
    with."""
    if isinstance(said, ast.Attribute):
        return [eval(ast.unparse(said), vars(import_module(module)))]
    if isinstance(said, ast.Constant):
        return [said.value]
    if isinstance(said, ast.IfExp):
        return verbs(said.body, function, tree, module) + verbs(said.orelse, function, tree, module)
    if isinstance(said, ast.JoinedStr):
        parts = ["" if isinstance(part, ast.FormattedValue) else part.value for part in said.values]
        before, after = parts[0], parts[-1] if len(parts) > 1 else ""
        return [f"{before}{one.value}{after}" for one in FAMILIES[(before, after)]]
    assert isinstance(said, ast.Name), ast.dump(said)
    place = [argument.arg for argument in function.args.args].index(said.id)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    given = [call.args[place] for call in calls if ast.unparse(call.func) == function.name]
    return [verb for one in given for verb in verbs(one, function, tree, module)]


def test_every_recorded_verb_has_words() -> None:
    found = list(recorded())
    assert len(found) > 200
    missing = sorted({(verb, where) for verb, where in found if verb not in all_words()})
    assert not missing, "\n".join(f"{where}: {verb}" for verb, where in missing)


def test_the_page_says_it_in_words(client: HouseClient, town: Town) -> None:
    told = {"unit_id": town.grid1, "giver": town.wang, "taker": town.ma}
    client.sign_in(town.li).post("/people/handovers", data=told)
    page = client.sign_in(town.zhou).get("/history").get_data(as_text=True)
    assert "开交接单" in page and "draw_up_handover" not in page
