"""The code from the terminal, the divisions that come with the product, and what the checklist asks for."""

from __future__ import annotations

import csv
import hashlib
import io
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from webapp.core.text.i18n import N_

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without those that are read for each other
BUILT_IN = Path(__file__).with_name("divisions") / "tianjin.csv"


def new_code() -> str:
    """Two groups of four: 40 bits, and five tries a quarter of an hour."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def code_hash(code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(f"setup:{plain}".encode()).hexdigest()


@dataclass(frozen=True)
class District:
    code: str
    name: str
    streets: int
    communities: int


@cache
def built_in() -> str:
    """The official divisions that come with the product: code, name, level, parent_code."""
    return BUILT_IN.read_text(encoding="utf-8")


def districts(text: str) -> list[District]:
    """The districts of a divisions file with how much lies in each; a file without a level column has none."""
    counts: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for row in csv.DictReader(io.StringIO(text, newline="")):
        code, level = (row.get("code") or "").strip(), (row.get("level") or "").strip()
        if level == "district":
            names[code] = (row.get("name") or "").strip()
        elif level in ("street", "community"):
            counts.setdefault(code[:6], [0, 0])[level == "community"] += 1
    return [District(code, name, *counts.get(code, [0, 0])) for code, name in names.items()]


def one_district(text: str, code: str) -> list[str]:
    """The lines of one district for the importer; the others are blank, so that each keeps its number."""
    lines = text.splitlines()
    return [lines[0] + "\n", *((line if _names(line, code) else "") + "\n" for line in lines[1:])]


def _names(line: str, code: str) -> bool:
    return any(cell.strip().startswith(code) for cell in line.split(","))


@dataclass(frozen=True)
class Line:
    """One line of the checklist: what to do, where, and which act opens the place."""

    key: str
    title: str
    words: str
    endpoint: str
    action: str
    whole_district: bool = False
    may_wait: bool = False


LINES = (
    Line("divisions", N_("街道和社区"), N_("按官方区划建好，名字和编码对一遍。"), "organisation.index",
         "change_organisation", whole_district=True),
    Line("grids", N_("网格和微网格"), N_("区里用 Excel 一次建好，或在机构页一个个加。"), "organisation.index",
         "change_organisation"),
    Line("people", N_("人员和岗位"), N_("社区书记、网格员都有账号，登录条发到手。"), "staff.index", "manage_accounts"),
    Line("register", N_("住户名册"), N_("社区书记用 Excel 导入，先看一遍哪里填错。"), "intake.index",
         "import_register"),
    Line("catalogue", N_("事项目录"), N_("哪些事要报、几天办好，全区一张表。"), "catalogue.index", "change_catalogue",
         whole_district=True),
    Line("seats", N_("议事厅席位"), N_("社区书记建议事厅，写上哪些人和单位坐在里面。"), "councils.index",
         "hold_councils", may_wait=True),
    Line("goods", N_("积分兑换的货品"), N_("前台或社区书记先上几样，积分才换得到东西。"), "stock.index", "keep_stock",
         may_wait=True),
    Line("backup", N_("备份试过了"), N_("每天夜里自动备份；先手动做一份，看它打得开。"), "machine.index",
         "change_settings", whole_district=True),
    Line("https", N_("手机用 https 打开"), N_("没有 https，手机断网就记不了。装好证书，在设置里写上网站地址。"),
         "settings.index", "change_settings", whole_district=True, may_wait=True),
    Line("visit", N_("第一次走访"), N_("网格员登录，敲一扇门，记下来。"), "visits.today", "record_visit"),
)  # fmt: skip
