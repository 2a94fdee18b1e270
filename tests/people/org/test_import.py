import io
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlmodel import Session, func, select

from tests.town import Town
from webapp.core.data import db
from webapp.people.org import import_services, queries
from webapp.people.org.import_rules import short_name
from webapp.people.org.models import Unit, UnitKind, UnitVersion

HEAD = "code,name,level,parent_code\n"
GOOD = (
    HEAD
    + "120199,试验区,district,12\n120199001,一号街道,street,120199\n120199001001,花园社区居委会,community,120199001\n"
)
ON = date(2026, 1, 1)


def imported(text: str) -> dict[str, int]:
    with db.transaction() as session:
        return import_services.import_divisions(session, None, io.StringIO(text), on=ON)


def count(session: Session) -> tuple[int, int]:
    return session.exec(select(func.count()).select_from(Unit)).one(), session.exec(
        select(func.count()).select_from(UnitVersion)
    ).one()


def test_a_tree_is_built_with_paths_versions_and_names_people_use(session: Session, town: Town) -> None:
    assert imported(GOOD) == {"added": 3, "renamed": 0, "kept": 0}
    community = queries.by_code(session, "120199001001")
    assert community is not None
    assert community.name == "花园社区"
    assert [unit.name for unit in queries.ancestors(session, community)] == ["试验区", "一号街道", "花园社区"]
    assert [version.valid_from for version in queries.versions(session, community.id)] == [ON]


def test_codes_in_full_width_are_the_same_codes(session: Session, town: Town) -> None:
    assert imported(GOOD + "１２０１９９００３,丙街道,street,１２０１９９\n")["added"] == 4
    assert queries.by_code(session, "120199003") is not None


def test_the_same_file_again_changes_nothing(session: Session, town: Town) -> None:
    imported(GOOD)
    before = count(session)
    assert imported(GOOD) == {"added": 0, "renamed": 0, "kept": 3}
    assert count(db.session()) == before


def test_a_new_name_is_a_rename_that_keeps_the_id(session: Session, town: Town) -> None:
    imported(GOOD)
    old = queries.by_code(session, "120199001001")
    with db.transaction() as session:
        text = io.StringIO(GOOD.replace("花园社区", "百花园社区"))
        counts = import_services.import_divisions(session, None, text, on=date(2026, 5, 1))
    assert counts == {"added": 0, "renamed": 1, "kept": 2}
    new = queries.by_code(db.session(), "120199001001")
    assert old is not None
    assert new is not None
    assert (new.id, new.name) == (old.id, "百花园社区")
    assert queries.name_on(db.session(), new.id, date(2026, 4, 30)) == "花园社区"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("120199002001,甲社区居委会,community,120199002", "第 5 行：上级编码“120199002”在文件和系统里都没有"),
        ("120199001,二号街道,street,120199", "第 5 行：编码“120199001”和第 3 行重复"),
        ("12019900,短街道,street,120199", "第 5 行：编码“12019900”应是 9 位数字"),
        ("120199003,,street,120199", "第 5 行：没有名称"),
        ("120199003,怪,province,120199", "第 5 行：级别“province”不认识，只认 district、street、community"),
        ("120199001002,乙社区,community,120199", "第 5 行：上级编码“120199”的级别不对，应是 街道"),
        ("12O199003,丙街道,street,120199", "第 5 行：编码“12O199003”应是 9 位数字"),
        ("120101001097,远社区,community,120199001", "编码“120101001097”不在上级“120199001”名下，前 9 位应和上级一样"),
        ("120102004,外街道,street,120199", "编码“120102004”不在上级“120199”名下，前 6 位应和上级一样"),
        ("120198,丁区,district,99", "第 5 行：区没有上级，这里却写了“99”"),
    ],
)
def test_a_bad_line_is_named_with_its_reason_and_nothing_is_taken(
    session: Session, town: Town, line: str, said: str
) -> None:
    before = count(session)
    with pytest.raises(import_services.BadDivisions) as refusal:
        imported(GOOD + line + "\n")
    assert [line for line in refusal.value.lines() if line.endswith(said)]
    assert count(db.session()) == before


def test_a_unit_does_not_change_its_parent_by_import(session: Session, town: Town) -> None:
    imported(GOOD)
    moved = HEAD + "120199002,二号街道,street,120199\n120199001001,花园社区居委会,community,120199002\n"
    with pytest.raises(import_services.BadDivisions) as refusal:
        imported(moved)
    assert refusal.value.lines()[0].startswith("第 3 行：编码“120199001001”在系统里挂在“120199001”下面")


def test_a_file_with_other_columns_is_told_so(session: Session, town: Town) -> None:
    with pytest.raises(import_services.BadDivisions) as refusal:
        imported("编码,名称\n1,2\n")
    assert "缺少列" in refusal.value.lines()[0]


@pytest.mark.parametrize(
    ("official", "short"),
    [
        ("冬梅轩社区居委会", "冬梅轩社区"),
        ("刘台村委会", "刘台村"),
        ("小东庄村村委会", "小东庄村"),
        ("军粮城街道", "军粮城街道"),
    ],
)
def test_names_as_people_say_them(official: str, short: str) -> None:
    level = "street" if official.endswith("街道") else "community"
    assert short_name(official, level) == short


def test_the_command_says_what_it_did_and_refuses_bad_files(app: Flask, town: Town, tmp_path: Path) -> None:
    runner = app.test_cli_runner()
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_bytes(GOOD.encode("gb18030"))
    bad.write_text(GOOD + "1,2,3,4\n", encoding="utf-8")
    first, second, third = (runner.invoke(args=["org", "import", str(file)]) for file in (good, good, bad))
    assert "新增 3，更名 0，原有 0。" in first.output
    assert "新增 0，更名 0，原有 3。" in second.output
    assert third.exit_code == 1
    assert "第 5 行" in third.output
    with app.app_context():
        assert queries.subtree(
            db.session(),
            queries.by_code(db.session(), "120199"),
            UnitKind.COMMUNITY,
            date(2099, 1, 1),  # type: ignore[arg-type]
        )
