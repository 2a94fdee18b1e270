"""A workbook works whole, or is refused by sheet, row and column; nothing is dropped in silence."""

import pytest
from sqlmodel import Session

from tests.casework.questionnaires import books
from tests.casework.questionnaires.books import HEAD, YES_NO, book, line
from tests.town import Town
from webapp.casework.questionnaires import services
from webapp.casework.questionnaires.compile_rules import questions
from webapp.casework.questionnaires.fill_rules import Filling, Kept, Posted
from webapp.core.data import db
from webapp.core.files.spreadsheets import NotATable
from webapp.people.accounts.permissions import Action


def read(survey: list[list[str]], choices: books.Rows = YES_NO, **more: books.Rows) -> services.Reading:
    return services.read_workbook(book([HEAD, *survey], choices, **more), "form")


def faults(survey: list[list[str]], choices: books.Rows = YES_NO, **more: books.Rows) -> list[tuple[str, int, str]]:
    return [(one.sheet, one.row, one.column[:1]) for one in read(survey, choices, **more).faults]


@pytest.fixture(scope="module")
def every() -> services.Reading:
    return services.read_workbook(book(books.EVERY_TYPE, books.EVERY_CHOICE, books.TITLED), "form")


def keys(form: dict[str, object]) -> dict[str, str]:
    filling = Filling(form, Posted({}, fresh=True), one_of_each=True)
    return {str(node.question["name"]): node.key for node in filling.nodes}


def test_every_type_works_whole(every: services.Reading) -> None:
    assert not every.faults
    assert len(questions(every.form)) == 18
    at = keys(every.form)
    given = {
        at["who"]: ["王秀英"], at["age"]: ["６７"], at["area"]: ["52.5"], at["score"]: ["9"], at["on"]: ["2026-11-01"],
        at["at"]: ["08:30"], at["moment"]: ["2026-11-01T08:30"], at["gas"]: ["yes"], at["kind"]: ["rubber"],
        at["faults"]: ["none", "crack"], at["code"]: ["6901234567892"], "c" + at["person"][1:-2]: ["2"],
        at["name"]: ["甲"], at["years"]: ["70"], at["name"][:-2] + "_2": ["乙"], at["years"][:-2] + "_2": ["9"],
        at["lamp"]: ["亮"], at["lamp"][:-2] + "_2": ["不亮"], at["told"]: ["OK"],
    }  # fmt: skip
    filling = Filling(every.form, Posted(given))
    assert filling.faults() == {}
    kept = filling.values()
    assert kept["age"] == "67" and kept["hose/faults"] == "none crack" and kept["told"] == "OK"
    assert [one["person/line"] for one in kept["person"]] == ["1 甲", "2 乙"]
    assert (kept["people"], kept["oldest"], kept["fixed"]) == ("2", "70", "是!")
    assert [one["floor/lamp"] for one in kept["floor"]] == ["亮", "不亮"]
    again = Filling(every.form, Kept(kept, every.form["root"]))
    assert again.values() == kept


def test_what_is_wrong_is_said_in_the_forms_words(every: services.Reading) -> None:
    at = keys(every.form)
    given = {at["age"]: ["200"], at["area"]: ["大"], at["score"]: ["11"], at["on"]: ["昨天"], at["at"]: ["25:00"]}
    wrong = Filling(every.form, Posted(given)).faults()
    assert wrong[at["age"]] == "年龄不对" and wrong[at["gas"]] == "成年人要答"
    assert {at["who"], at["area"], at["score"], at["on"], at["at"]} <= wrong.keys()
    assert at["kind"] not in wrong  # its group is not asked


def test_what_is_ruled_out_is_not_kept(every: services.Reading) -> None:
    at = keys(every.form)
    given = {at["who"]: ["王"], at["gas"]: ["no"], at["kind"]: ["metal"], at["code"]: ["123"]}
    kept = Filling(every.form, Posted(given)).values()
    assert "hose/kind" not in kept and "hose/code" not in kept and kept["gas"] == "no"


def test_a_choice_that_the_filter_left_out_is_refused(every: services.Reading) -> None:
    at = keys(every.form)
    given = {at["who"]: ["王"], at["gas"]: ["yes"], at["kind"]: ["metal"], at["faults"]: ["crack"]}
    assert at["faults"] in Filling(every.form, Posted(given)).faults()


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (line("geopoint", "q", "在哪"), "A"),
        (line("audio", "q", "录音"), "A"),
        (line("rank yn", "q", "排一排"), "A"),
        (line("select_one_from_file a.csv", "q", "选"), "A"),
        (line("deviceid", "q"), "A"),
        (line("username", "q"), "A"),
        (line("text", "q", "问", relevant="pulldata('a','b') = 1"), "F"),
        (line("text", "q", "问", constraint="regex(., "), "G"),
        (line("text", "q", "问", calculation="random()"), "J"),
        (line("text", "q", "问", default="${last-saved#q}"), "K"),
        (line("image", "q", "签名", appearance="signature"), "L"),
        (line("select_one yn", "q", "问", parameters="randomize=true"), "Q"),
        (line("begin repeat", "q", "组", repeat_count="uuid()"), "N"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else value,
)
def test_what_we_cannot_do_is_refused_at_its_cell(row: list[str], column: str) -> None:
    assert faults([line("text", "first", "先问"), [""], row])[0] == ("survey", 4, column)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([line("select_one gone", "q", "问")], "choices 里没有叫“gone”的选项表"),
        ([line("text", "q", "问"), line("text", "q", "再问")], "name“q”用了两次"),
        ([line("begin group", "g", "组"), line("text", "q", "问")], "“g”开了头"),
        ([line("text", "q", "问"), ["end group"]], "这个 end 前面没有配对的 begin"),
        ([line("text", "q", "问", relevant="${z} = 1")], "“z”不在 survey 的 name 里"),
        ([line("text", "q")], "“q”没写 label"),
        ([line("text", "1q", "问")], "name 要用字母开头"),
        ([line("select_one", "q", "问")], "选择题要写用哪张选项表"),
    ],
)
def test_what_authors_get_wrong_most_is_said_plainly(rows: list[list[str]], said: str) -> None:
    (fault,) = services.read_workbook(book([HEAD, *rows], YES_NO), "form").faults
    assert said in fault.why


def test_columns_sheets_and_settings_are_judged_too() -> None:
    media = [[*HEAD, "image"], [*line("text", "q", "问"), "map.png"]]
    assert services.read_workbook(book(media), "form").faults[0].column.startswith("R")
    assert faults([line("text", "q", "问")], YES_NO, entities=[("list_name",), ("trees",)]) == [("entities", 2, "")]
    keyed = (("form_id", "public_key"), ("f", "MIIB"))
    assert faults([line("text", "q", "问")], YES_NO, settings=keyed) == [("settings", 2, "B")]
    assert faults([line("select_one gone", "q", "问")])[0][:2] == ("survey", 2)
    assert faults([line("text", "", "没名字")])[0][:2] == ("survey", 2)
    assert services.read_workbook(book([("a", "b")], sheet=[("x",)]), "form").faults


def test_what_makes_no_difference_is_told() -> None:
    survey = [[*HEAD, "comment"], [*line("text", "q", "**问**", appearance="w1"), "给自己看的"]]
    reading = services.read_workbook(book(survey, readme=[("说明",), ("一行",)]), "form")
    assert not reading.faults and len(reading.told) == 4
    assert reading.form["items"][0]["label"] == {"": ["问"]}


def test_what_other_clients_write_for_themselves_is_told_not_dropped() -> None:
    """CHT's telephone, colours of Enketo, marks of other systems: the questions are all there."""
    survey = [
        [*HEAD, "instance::tag"], [*line("tel", "call", "电话", appearance="numbers tel"), "x"],
        line("note", "head", "提醒", appearance="h1 yellow"),
    ]  # fmt: skip
    keyed = (("form_id", "namespaces", "path"), ("f", 'cht="https://example.org"', "data"))
    reading = services.read_workbook(book(survey, settings=keyed), "form")
    assert not reading.faults and len(reading.told) == 4
    assert [one["kind"] for one in reading.form["items"]] == ["text", "note"]


def test_a_form_that_names_itself_nowhere_is_called_like_its_file() -> None:
    """Else any two of them were versions of each other."""
    form = services.read_workbook(book([HEAD, line("text", "q", "问")]), "入户表").form
    assert (form["key"], form["title"]) == ("入户表", "入户表")


def test_languages(every: services.Reading) -> None:
    heading = ("type", "name", "label::English (en)", "label::中文 (zh)")
    survey = [heading, ("text", "q", "Who", "谁"), ("text", "p", "Only")]
    form = services.read_workbook(book(survey), "form").form
    said = {}
    for lang in ("zh", "en"):
        filling = Filling(form, Posted({}), lang)
        said[lang] = [filling.words(node.question["label"], node) for node in filling.nodes]
    assert said == {"zh": ["谁", "Only"], "en": ["Who", "Only"]}


def test_no_workbook_at_all() -> None:
    for content in (b"", b"PK\x03\x04 not a zip", b"type,name\ntext,q"):
        with pytest.raises(NotATable):
            services.read_workbook(content, "form")


def test_the_same_workbook_is_the_same_version(session: Session, town: Town, every: services.Reading) -> None:
    made = []
    other = services.read_workbook(book([HEAD, line("text", "q", "问")], settings=books.TITLED), "f")
    for reading in (every, every, other):
        with db.transaction() as writing:
            made.append(services.keep_version(writing, town.actor("li", Action.SEND_TASKS), reading))
    assert made[0].id == made[1].id and [one.number for one in made] == [1, 1, 2]
    assert made[0].questionnaire_id == made[2].questionnaire_id
