"""Where a row's title is broken: never before a comma, and not inside somebody's name, whatever the width."""

from flask import Flask, render_template_string
from playwright.sync_api import Browser

from tests.house.test_templates import ROOT

TITLES = ("10号楼前停车堵住消防通道，救护车进不来", "33号楼顶瓷砖松动，怕掉下来", "暖气一直不热，老人受不了，孩子也冷")
NAMED = "冬梅轩1号楼2门401 方新民"
ROWS = """{% from "components/row.html" import row, rows %}{% call rows() %}
{% for one in titles %}{{ row(one) }}{% endfor %}{% endcall %}"""
BEGINS = """() => [...document.querySelectorAll(WHERE)].flatMap((one) => {
  const range = document.createRange(), text = one.firstChild, begun = [];
  let top = null;
  for (let n = 0; n < text.length; n++) {
    range.setStart(text, n); range.setEnd(text, n + 1);
    const at = range.getBoundingClientRect().top;
    if (top === null || at > top + 4) { begun.push(text.data[n]); top = at; }
  }
  return begun;
})"""


def test_no_line_begins_with_a_comma_or_within_a_name(app: Flask, chromium: Browser) -> None:
    with app.test_request_context():
        drawn = render_template_string(ROWS, titles=(*TITLES, NAMED))
    page = chromium.new_page()
    page.set_content(f"<html lang=zh-CN><style>{(ROOT / 'static/css/fg.css').read_text()}</style>{drawn}")
    for width in range(200, 420, 7):
        page.set_viewport_size({"width": width, "height": 900})
        begun = page.evaluate(BEGINS.replace("WHERE", "'.t'"))
        assert len(begun) >= 4 and not set(begun) & {"，", "新", "民"}, (width, begun)
    page.close()


def test_what_is_said_in_the_last_column_has_room(chromium: Browser) -> None:
    styles = "".join((ROOT / f"static/css/{name}.css").read_text() for name in ("fg", "desk", "list"))
    acts = '<td class="acts"><details class="fold" open><summary>催一下</summary><span class="line-up">'
    field = '<input class="inp"><button class="btn soft sm">催</button></span></details></td>'
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    line = f"<tr><th>{TITLES[0]}</th>{'<td>名都园社区</td>' * 8}{acts}{field}</tr>"
    table = f"<div class=tblbox><table class=tbl><tbody>{line}</tbody></table></div>"
    page.set_content(f"<style>{styles}</style><div class=list>{table}</div>")
    box = page.locator(".inp").bounding_box()
    assert box is not None and box["width"] > 300 and box["x"] + box["width"] < 1280
    page.close()


DETAILS = (
    "2026-000072 · 冬梅轩3号楼楼下菜地改微花园",
    "和顺粮油店 · weekday mornings · weekday afternoons",
    "冬梅轩1号楼2门602 康丽娜",
)
PLACES = """() => [...document.querySelectorAll(".dts i")].map((dot) => {
  const line = dot.closest(".dts"), part = dot.parentElement;
  const before = part.previousElementSibling.previousElementSibling;
  const text = line.getBoundingClientRect().left + parseFloat(getComputedStyle(part).marginLeft);
  const apart = Math.abs(before.getBoundingClientRect().bottom - part.getBoundingClientRect().bottom);
  return [dot.getBoundingClientRect().right <= text + 1, apart < 4];
})"""


def test_a_dot_stands_between_two_parts_of_a_line_or_nowhere(app: Flask, chromium: Browser) -> None:
    with app.test_request_context():
        drawn = render_template_string(ROWS.replace("row(one)", "row('', one)"), titles=DETAILS)
    page = chromium.new_page()
    page.set_content(f"<html lang=zh-CN><style>{(ROOT / 'static/css/fg.css').read_text()}</style>{drawn}")
    seen = set()
    for width in range(160, 520, 15):
        page.set_viewport_size({"width": width, "height": 900})
        dots = page.evaluate(PLACES)
        assert len(dots) == 3 and all(clipped != beside for clipped, beside in dots), (width, dots)
        begun = page.evaluate(BEGINS.replace("WHERE", "'.d:not(:has(.dts))'"))
        assert begun and not set(begun) & {"丽", "娜"}, (width, begun)
        seen |= {beside for _, beside in dots}
    assert seen == {True, False}
    assert page.locator(".d").nth(0).text_content() == DETAILS[0]
    page.close()


def test_beside_a_title_at_a_desk_what_a_page_offers_stands_in_one_line(chromium: Browser) -> None:
    styles = "".join((ROOT / f"static/css/{name}.css").read_text() for name in ("fg", "wide"))
    dock = '<div class=dock><a class="btn lg wide">接着走 2门201</a><a class="btn lg line">随手报</a></div>'
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    title, foot = "<header class=top><h1>今天</h1></header>", f"<div class=foot><div class=bed>{dock}</div></div>"
    page.set_content(f"<!doctype html><style>{styles}</style><body class=tabbed>{title}<main></main>{foot}")
    boxes = [page.locator(".btn").nth(n).bounding_box() for n in range(2)]
    assert [round(box["height"]) for box in boxes if box] == [40, 40], boxes
    page.close()


WRITTEN = """async (details) => {
  const { say } = await import("/static/js/offline/words.js");
  document.querySelector("main").innerHTML = details.map(() => '<p class="d"></p>').join("");
  details.forEach((detail, at) => say(document.querySelectorAll("main .d")[at], detail));
}"""


def test_what_a_phone_writes_by_itself_has_the_same_dots(address: str, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(f"{address}/sign-in")
    page.evaluate(WRITTEN, list(DETAILS))
    seen = set()
    for width in range(160, 520, 15):
        page.set_viewport_size({"width": width, "height": 900})
        dots = page.evaluate(PLACES)
        assert len(dots) == 3 and all(clipped != beside for clipped, beside in dots), (width, dots)
        seen |= {beside for _, beside in dots}
    assert seen == {True, False}
    assert page.locator("main .d").nth(0).text_content() == DETAILS[0]
    page.close()


STRIP = """{% from "components/strip.html" import strip %}{{ strip("3 件超期了", "bad", "", "/late", "看看") }}
<p class="strip"><a href="/request">个人信息请求：查、改、撤回、删，请在七天里答复，逾期写明为什么没有答</a></p>"""


def test_a_short_link_of_a_strip_is_wide_enough_for_a_thumb(app: Flask, chromium: Browser) -> None:
    with app.test_request_context():
        drawn = render_template_string(STRIP)
    page = chromium.new_page(viewport={"width": 320, "height": 700})
    page.set_content(f"<html lang=zh-CN><style>{(ROOT / 'static/css/fg.css').read_text()}</style>{drawn}")
    for link in page.locator(".strip a").all():
        box = link.bounding_box()
        assert box is not None and min(box["width"], box["height"]) >= 44 and box["x"] + box["width"] <= 320
    page.close()


def test_a_large_english_title_has_the_line_to_itself(address: str, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    looks = (("mode", "elder"), ("lang", "en"))
    context.add_cookies([{"name": name, "value": value, "url": address} for name, value in looks])
    page = context.new_page()
    page.goto(f"{address}/v")
    begun = page.evaluate(BEGINS.replace("WHERE", "'header h1'"))
    assert begun and set(begun) <= {"V", "s"}, begun
    context.close()


CARD = """<section class=list><form><div class="card tblbox"><table class="tbl cards"><tbody><tr><td class=x></td>
<th><a class=t href=#>冬梅轩3号楼楼下菜地改微花园</a>
<span class=m>2026-000072 · 冬梅轩3号楼楼下菜地改微花园和停车位</span></th>
<td data-th="说了什么">有诉求
<span class=m>夏天楼前蚊虫多，盼着装灭蚊灯，一栋一盏，共六十六盏</span></td></tr>
</tbody></table></div></form></section>"""


def test_a_lists_cards_are_not_wider_than_the_phone(chromium: Browser) -> None:
    styles = "".join((ROOT / f"static/css/{name}.css").read_text() for name in ("fg", "desk", "list"))
    page = chromium.new_page(viewport={"width": 320, "height": 740})
    for mode in ("standard", "elder"):
        body = f"<body class=desk><div class=page><main>{CARD}</main></div></body>"
        page.set_content(f"<!doctype html><html lang=zh-CN data-mode={mode}><style>{styles}</style>{body}")
        assert page.evaluate("document.documentElement.scrollWidth") == 320, mode
    page.close()
