"""The page reads a typed line by itself, and reads it as the server does."""

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from tests.browser.test_council import enter, hall, rows  # noqa: F401 (fixture)
from tests.conftest import HouseClient
from tests.core.text.test_cleaning import TABLE
from tests.council.sittings import hall as halls
from tests.council.sittings.test_line_rules import ROSTER
from tests.town import Town
from webapp.core.web import assets
from webapp.council.sittings.line_rules import SAID, Who, read_line

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]

MEETINGS = (date(2026, 6, 18), date(2026, 11, 24), date(2026, 1, 31), date(2028, 2, 28))
LINES = (
    "装灭蚊灯，一栋一盏，共66盏 @周海 6.30", "修灯@zh 下周五", "修灯 ＠lj 月底 盯@周海 验@li", "@zh 6.30",
    "修灯 @周海 6.31", "修灯 @张三丰 6.30", "修灯 @孙国强 6.30", "修灯 @周海 6.30 验@周海", "修灯 @蓝 明年底",
    "12月31日前装好充电桩 @lj", "清理2、3号楼之间的积水沟 @lj 三天内", "每栋装两盏灯 @周海 5个工作日内",
    "共0盏灯 @周海 6.30", "修灯 2020.1.1", "修灯 2027-01-15", "修灯 2027年1月15日前", "修灯 六月三十日",
    "修灯 6/30。", "修灯 ６月３０日", "修灯 10号", "修灯 下月10号", "修灯 本月30日", "修灯 半个月内", "两周内修灯",
    "一个月内 修灯 @s", "修灯 三个月", "修灯 十二月底", "修灯 13月底", "修灯 零天", "修灯 九百天内", "修灯 半天",
    "  ", "", "，，。", "买12把椅子", "买12把椅子 3张桌子", "第3次会议的12条", "装 0盏 灯", "修灯\t@周海\t后天",
    "修灯　@周海　大后天", "一幢放三个桶 @zhao 年前", "修灯 @周海 7日内", "修灯 @周海 30日内", "三十日内修灯 ＠周海",
    "修灯 @周海 @李静 30日以内", "修灯 @周海 @李静盯 30日", "修灯 @周海 @周海 @李静验", "修灯 @张三丰盯 １２．３０",
    "装六十六盏灯 @周海 国庆前", "春节前挂灯笼", "修灯 元旦前", "修灯 年内", "修灯 本周内", "修灯 12月中旬",
    "修灯 下季度", "修灯 季度末", "修灯 上半年", "修灯 下月初", "修灯 国庆后", "修灯 明年第二季度末",
    "修两处漏水 12月前",
    "修灯@周海两周内", "修灯 @周海月底 盯@李静", "清车七辆@zh十二月二十号", "修灯 @周海底 6.30", "修灯@周海盯三天内",
    "修灯 24小时内", "争取年内完成", "青少年内务", "修灯 半年内", "修灯 两年内", "修灯 2027年3月", "修灯 明年1月15日",
)  # fmt: skip
PIECES = (
    "修灯", "共66盏", "一栋一盏", "12个", "@周海", "@zh", "盯@lj", "验@周海", "＠zhaohui", "@静", "@国强", "6.30",
    "6月", "月底", "下周五", "下下周一", "周日", "星期天", "礼拜三", "三天内", "十天", "二十一日前", "31号", "年底",
    "前", "内", "，", "。", "2.29", "2027.2.29", "5个工作日", "百天内", "一百二十天", "明天", "的", "3号楼", "半个月",
    "2个月之内", "两个星期以内", "30日内", "国庆", "春节前", "元宵", "12月", "中旬", "上旬", "季度", "第三", "下季度",
    "末", "上半年", "明年", "今年", "年内", "本周", "下个月", "月初", "@李静盯", "＠周海", "６６盏", "六十六盏", "两处",
    "初", "小时",
)  # fmt: skip


def mixed(count: int) -> list[str]:
    luck = random.Random(7)
    return [luck.choice(("", " ")).join(luck.choices(PIECES, k=luck.randint(1, 6))) for _ in range(count)]


def as_server(text: str, meeting: date) -> dict[str, Any]:
    line = read_line(text, meeting, ROSTER)
    sentences = {words: name for name, words in SAID.items()}
    who = {part: _who(found) for part in ("owner", "watcher", "verifier") if (found := getattr(line, part))}
    return {
        "deed": line.deed, **who, "deadline": line.deadline and line.deadline.isoformat(), "working": line.working_days,
        "badDay": line.bad_day, "unread": line.unread, "quantity": line.quantity,
        "unit": line.unit, "each": line.each_building,
        "seconds": {part: list(names) for part, names in line.seconds.items()},
        "wrong": {part: [sentences[problem.words], problem.values] for part, problem in line.problems.items()},
    }  # fmt: skip


def _who(found: Who) -> list[Any]:
    return [found.typed, [one.name for one in found.found]]


READ = """async ([url, people, cases]) => {
  const { problems, readLine } = await import(url);
  return cases.map(([text, day]) => {
    const { owner, watcher, verifier, ...line } = readLine(text, day, people);
    const who = Object.entries({ owner, watcher, verifier }).filter(([, one]) => one);
    const named = Object.fromEntries(who.map(([part, one]) => [part, [one.typed, one.found.map(({ name }) => name)]]));
    return { ...line, ...named, wrong: problems({ ...line, owner, watcher, verifier }, day) };
  });
}"""


CLEAN = """async ([url, texts]) => {
  const { clean, fold } = await import(url);
  return texts.map((one) => [clean(one), fold(one)]);
}"""


def test_the_page_cleans_text_as_the_server_does(chromium: Browser, app: Flask, address: str) -> None:
    page = chromium.new_page()
    page.goto(f"{address}/sign-in")
    with app.test_request_context():
        url = assets.static_url("js/text.js")
    assert page.evaluate(CLEAN, [url, [typed for typed, _, _ in TABLE]]) == [[said, fold] for _, said, fold in TABLE]
    page.close()


@pytest.fixture
def cases() -> Iterator[list[tuple[str, date]]]:
    yield [(text, meeting) for text in (*LINES, *mixed(600)) for meeting in MEETINGS]


def test_the_page_reads_every_line_as_the_server_does(
    chromium: Browser,
    app: Flask,
    address: str,
    cases: list[tuple[str, date]],
) -> None:
    people = [{"name": one.name, "keys": sorted(one.keys), "here": one.is_here, "left": one.has_left} for one in ROSTER]
    page = chromium.new_page()
    page.goto(f"{address}/sign-in")
    with app.test_request_context():
        url = assets.static_url("js/council/reading.js")
    told = page.evaluate(READ, [url, people, [(text, meeting.isoformat()) for text, meeting in cases]])
    odd = [
        (text, meeting.isoformat(), said, as_server(text, meeting))
        for (text, meeting), said in zip(cases, told, strict=True)
        if said != as_server(text, meeting)
    ]
    assert not odd, f"{len(odd)} of {len(cases)}, first: {odd[0]}"
    page.close()


def test_without_a_network_the_cells_still_say_what_was_typed(
    chromium: Browser,
    client: HouseClient,
    town: Town,
    app: Flask,
    address: str,
    hall: halls.Hall,  # noqa: F811
) -> None:
    context, page = enter(chromium, client, town.li, address, hall)
    context.set_offline(True)
    cells = page.locator("#preview")
    page.keyboard.insert_text("装灭蚊灯，一栋一盏，共9盏 @zh 2027.1.15 验@无此人")
    expect(cells.locator('[data-part="deed"]')).to_contain_text("名册里 4 栋")
    expect(cells.locator('[data-part="owner"]')).to_contain_text("周海")
    expect(cells.locator('[data-part="deadline"]')).to_contain_text("2027年1月15日 周五")
    expect(cells.locator(".bad")).to_have_count(0)
    page.locator("#line").fill("修灯 @周海 2020.1.1 验@周海")
    expect(cells.locator('[data-part="deadline"]')).to_contain_text("1月1日在会议之前")
    expect(cells.locator('[data-part="watcher"]')).to_contain_text("认领人不能自己验收")
    context.close()
