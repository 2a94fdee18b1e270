"""What of a workbook we can ask, cell by cell. Every cell is one of three: it works, it makes no difference here (and
the author is told), or it is refused by sheet, row and column. Nothing is dropped in silence."""

import re
from dataclasses import dataclass, field

from webapp.casework.questionnaires.xpath_rules import CannotSay, parsed, plain
from webapp.core.text.i18n import N_, gettext

Grid = list[tuple[int, list[str]]]

KINDS = {
    "text": "text", "string": "text", "note": "note", "integer": "integer", "int": "integer", "decimal": "decimal",
    "date": "date", "time": "time", "datetime": "datetime", "select_one": "one", "select1": "one",
    "select_multiple": "many", "image": "photo", "photo": "photo", "barcode": "barcode", "calculate": "calculate",
    "phone_number": "text", "percentage": "integer", "hidden": "calculate", "acknowledge": "ack", "trigger": "ack",
    "range": "range", "start": "meta", "end": "meta", "today": "meta",
    "tel": "text", "begin_group": "group", "end_group": "", "begin_repeat": "repeat", "end_repeat": "",
}  # fmt: skip
EXPRESSIONS = ("relevant", "constraint", "calculation", "required", "readonly", "choice_filter", "repeat_count")
ALIASES = {
    "relevance": "relevant", "read_only": "readonly", "calculate": "calculation", "caption": "label",
    "bind::relevant": "relevant", "bind::constraint": "constraint", "bind::required": "required",
    "bind::calculate": "calculation", "bind::readonly": "readonly", "bind::jr:constraintmsg": "constraint_message",
    "bind::type": "type", "jr:count": "repeat_count", "count": "repeat_count", "control::appearance": "appearance",
    "value": "name", "command": "type", "noapperrorstring": "required_message",
}  # fmt: skip
SURVEY = {"type", "name", "label", "hint", "guidance_hint", "constraint_message", "required_message", "default",
          "appearance", "parameters", "disabled", *EXPRESSIONS}  # fmt: skip
REFUSED = re.compile(
    r"(media|image|audio|video|big-image|autoplay|trigger|save_to|query|intent)$|(bind|body|control)::"
)
MEDIA = ("media", "image", "audio", "video", "big-image", "autoplay")
LOOKS = re.compile(
    r"minimal|quick|compact(-\d+)?|quickcompact(-\d+)?|columns(-\w+)?|no-buttons|horizontal(-compact)?|vertical|likert"
    r"|multiline|numbers|thousands-sep|field-list|table-list|label|list-nolabel|list|no-calendar|w\d+|autocomplete"
    r"|picker|hide-input|counter|no-ticks|new|new-front|summary|hidden|tel|url"
    r"|h\d|li|center|left|right|bold|italic|underline|red|blue|green|yellow|lime|orange"
)
NO = {"no", "false", "false()", ""}
YES = {"yes", "true", "true()", *NO}
SETTINGS = {"form_title", "form_id", "version", "default_language", "allow_choice_duplicates", "name", "id_string",
            "title", "clean_text_values"}  # fmt: skip
SETTINGS_TOLD = {"instance_name", "style", "auto_send", "auto_delete", "omit_instanceid", "sms_keyword",
                 "sms_separator", "flat", "namespaces", "path"}  # fmt: skip
OF_THE_FILLER = {"username", "deviceid", "phonenumber", "simserial", "subscriberid", "email", "audit", "start-geopoint",
                 "background-audio", "uri:deviceid", "uri:username", "uri:phonenumber"}  # fmt: skip
SHEETS = {"survey", "choices", "settings"}
SHEETS_REFUSED = {"external_choices", "entities", "osm", "cascades"}
QUOTES = str.maketrans("‘’“”", "''\"\"")  # pyxform makes them straight
REFERENCE = re.compile(r"\$\{\s*(last-saved#)?([^}#]+?)\s*\}")
MARKS = re.compile(r"</?[a-zA-Z][^>]*>|\*\*|__")


@dataclass(frozen=True)
class Fault:
    """Where, and what we cannot do there."""

    sheet: str
    row: int
    column: str
    why: str

    def sentence(self) -> str:
        if not self.row:
            return gettext(N_("工作表 %(sheet)s：%(why)s"), sheet=self.sheet, why=self.why)
        place = {"sheet": self.sheet, "row": self.row, "column": self.column}
        if not self.column:
            return gettext(N_("工作表 %(sheet)s 第 %(row)s 行：%(why)s"), sheet=self.sheet, row=self.row, why=self.why)
        return gettext(N_("工作表 %(sheet)s 第 %(row)s 行 %(column)s：%(why)s"), **place, why=self.why)


@dataclass
class Checked:
    """`told` are cells that make no difference here, said once each. `must_photo`: the district lets a picture be asked
    for as an answer that one cannot leave out."""

    must_photo: bool = False
    faults: list[Fault] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def refuse(self, sheet: str, row: int, column: str, why: str, **values: object) -> None:
        self.faults.append(Fault(sheet, row, column, gettext(why, **values)))

    def tell(self, words: str, **values: object) -> None:
        said = gettext(words, **values)
        if said not in self.told:
            self.told.append(said)


def letter(at: int) -> str:
    """A spreadsheet's column by its place from 0: 0 is A, 26 is AA."""
    name, at = "", at + 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name


def base_of(heading: str) -> str:
    """label::中文 and media::image::en → what the column is about."""
    said = re.sub(r"\s+", "_", heading.strip().lower())
    if said in ALIASES:
        return ALIASES[said]
    head, _, rest = said.partition("::")
    if head in ("bind", "body", "instance", "control", "media"):
        return said if head != "media" else "media"
    if not rest and ":" in said and said.split(":")[0] in ("label", "hint", "media"):
        return said.split(":")[0]
    return ALIASES.get(head, head)


def check(sheets: dict[str, Grid], *, must_photo: bool = False) -> Checked:
    """Sheets by name, each its rows with the spreadsheet's own numbers, the heading first."""
    found = Checked(must_photo=must_photo)
    named = {name.strip().lower(): (name, rows) for name, rows in sheets.items()}
    if "survey" not in named:
        found.refuse("survey", 0, "", N_("没有叫 survey 的工作表，不是 XLSForm。"))
        return found
    for key, (name, rows) in named.items():
        if key in SHEETS_REFUSED and len(rows) > 1:
            found.refuse(name, rows[1][0], "", N_("满格不支持这张工作表。"))
        elif key not in SHEETS and len(rows) > 1:
            found.tell(N_("工作表 %(name)s 不属于 XLSForm，没有用到。"), name=name)
    _survey(found, *named["survey"])
    if "choices" in named:
        _choices(found, *named["choices"])
    if "settings" in named:
        _settings(found, *named["settings"])
    return found


def _heading(rows: Grid) -> list[tuple[int, str, str]]:
    """(place, what it is about, as written) of each headed column."""
    return [(at, base_of(cell), cell.strip()) for at, cell in enumerate(rows[0][1]) if cell.strip()] if rows else []


def _cells(columns: list[tuple[int, str, str]], cells: list[str]) -> list[tuple[str, str, str]]:
    """(what it is about, place and heading as shown, text) of what a row says."""
    return [
        (base, f"{letter(at)}（{written}）", cells[at].strip())
        for at, base, written in columns
        if at < len(cells) and cells[at].strip()
    ]


def _survey(found: Checked, sheet: str, rows: Grid) -> None:
    columns = _heading(rows)
    bases = {base for _, base, _ in columns}
    for needed in ("type", "name"):
        if needed not in bases:
            found.refuse(sheet, rows[0][0] if rows else 1, "", N_("表头里没有 %(what)s 这一列。"), what=needed)
    for number, cells in rows[1:]:
        said = _cells(columns, cells)
        kind_cell = next((one for one in said if one[0] == "type"), None)
        if kind_cell is None:
            if any(base in SURVEY for base, _, _ in said):
                found.refuse(sheet, number, "", N_("这一行没写 type。"))
            continue
        if next((text for base, _, text in said if base == "disabled"), "no").lower() in ("yes", "true"):
            continue
        kind = _kind(found, sheet, number, kind_cell)
        for base, column, text in said:
            _cell(found, sheet, number, (base, column, text), kind)


def _kind(found: Checked, sheet: str, number: int, cell: tuple[str, str, str]) -> str:
    _, column, written = cell
    words = re.sub(r"^(begin|end|phone)[ _]+", r"\1_", " ".join(written.lower().split()))
    words = re.sub(r"^select[ _](one|multiple)( from)?\b", r"select_\1", words)
    words = re.sub(r"^select all that apply( from)?\b", "select_multiple", words)
    first = words.split()[0]
    if first in OF_THE_FILLER:
        found.refuse(sheet, number, column, N_("谁填的由满格自己记，别的不记。请去掉 %(type)s 这一行。"), type=written)
        return ""
    if first not in KINDS or "_from_file" in first or " external" in words:
        found.refuse(sheet, number, column, N_("题型 %(type)s 满格做不了。"), type=written)
        return ""
    if first in ("start", "end"):
        found.tell(N_("start 和 end 都记成保存的时刻：满格不记填了多久。"))
    return KINDS[first]


def _cell(found: Checked, sheet: str, number: int, cell: tuple[str, str, str], kind: str) -> None:
    base, column, text = cell
    _forced_photo(found, sheet, number, cell, kind)
    if base in EXPRESSIONS or base == "default":
        (_default if base == "default" else _expression)(found, sheet, number, cell)
    elif base == "appearance":
        _appearance(found, sheet, number, column, text)
    elif base == "parameters":
        _parameters(found, sheet, number, column, text, kind)
    elif base in ("label", "hint", "guidance_hint", "constraint_message", "required_message"):
        if MARKS.search(text):
            found.tell(N_("文字里的粗体、颜色等格式按普通文字显示。"))
        _references(found, sheet, number, column, text)
    else:
        _other_column(found, sheet, number, base, column)


def _other_column(found: Checked, sheet: str, number: int, base: str, column: str) -> None:
    if base.startswith("instance::"):
        found.tell(N_("instance:: 的列是给别的系统用的标记，没有用到。"))
    elif REFUSED.match(base):
        found.refuse(sheet, number, column, N_("这一列满格不支持。"))
    elif base not in SURVEY:
        found.tell(N_("survey 的“%(column)s”列不属于 XLSForm，没有用到。"), column=column)


def _forced_photo(found: Checked, sheet: str, number: int, cell: tuple[str, str, str], kind: str) -> None:
    base, column, text = cell
    if base == "required" and kind == "photo" and text.lower() not in NO and not found.must_photo:
        found.refuse(sheet, number, column, N_("照片不能设成必答。区里要开这个口子，在“减负开关”里写明依据。"))


def _references(found: Checked, sheet: str, number: int, column: str, text: str) -> bool:
    if any(one[1] for one in REFERENCE.finditer(text)):
        found.refuse(sheet, number, column, N_("上一次的答案（last-saved）满格不支持。"))
        return False
    return True


def _expression(found: Checked, sheet: str, number: int, cell: tuple[str, str, str]) -> None:
    base, column, text = cell
    if base in ("required", "readonly") and text.lower() in YES:
        return
    if base == "repeat_count" and text.isdecimal():
        return
    if _references(found, sheet, number, column, text):
        judge(found, sheet, number, column, text)


def judge(found: Checked, sheet: str, number: int, column: str, text: str) -> None:
    try:
        parsed(plain(REFERENCE.sub(" /data/x ", text.translate(QUOTES))))
    except CannotSay as wrong:
        if wrong.is_function:
            found.refuse(sheet, number, column, N_("函数 %(name)s() 满格不支持。"), name=wrong.what)
        else:
            found.refuse(sheet, number, column, N_("这个式子读不懂：%(what)s"), what=wrong.what)


def _default(found: Checked, sheet: str, number: int, cell: tuple[str, str, str]) -> None:
    """A default is words, unless it calls something or names another question."""
    _, column, text = cell
    if REFERENCE.search(text) or re.match(r"[a-z][\w:.-]*\(", text):
        _expression(found, sheet, number, ("default", column, text))


def _appearance(found: Checked, sheet: str, number: int, column: str, text: str) -> None:
    for one in text.replace(",", " ").split():
        if LOOKS.fullmatch(one.lower()):
            found.tell(N_("appearance 只管样子的部分由满格自己排。"))
        else:
            found.refuse(sheet, number, column, N_("外观 %(name)s 满格不支持。"), name=one)


def _parameters(found: Checked, sheet: str, number: int, column: str, text: str, kind: str) -> None:
    for one in text.replace(";", " ").replace(",", " ").split():
        name = one.split("=")[0].lower()
        if kind == "range" and name in ("start", "end", "step"):
            continue
        if kind == "photo" and name in ("max-pixels", "quality"):
            found.tell(N_("照片的大小由满格统一压缩。"))
        else:
            found.refuse(sheet, number, column, N_("参数 %(name)s 满格不支持。"), name=name)


def _choices(found: Checked, sheet: str, rows: Grid) -> None:
    columns = _heading(rows)
    for number, cells in rows[1:]:
        for base, column, text in _cells(columns, cells):
            if base in MEDIA:
                found.refuse(sheet, number, column, N_("选项里的图片和声音满格不支持。"))
            elif base == "name" and re.search(r"\s", text):
                found.refuse(sheet, number, column, N_("选项的 name 里不能有空格。"))


def _settings(found: Checked, sheet: str, rows: Grid) -> None:
    columns = _heading(rows)
    for number, cells in rows[1:2]:
        for base, column, _text in _cells(columns, cells):
            if base in SETTINGS_TOLD:
                found.tell(N_("settings 的 %(name)s 用不着，没有用到。"), name=base)
            elif base not in SETTINGS:
                found.refuse(sheet, number, column, N_("这项设置满格不支持。"))
