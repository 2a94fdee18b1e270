"""The XForm that pyxform wrote, as the tree both sides ask: every question in the order of the form's instance, with
the text of its expressions, its words by language and its choice list. Plain JSON, for server and phone alike."""

import re
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from webapp.casework.questionnaires.sheet_rules import MARKS
from webapp.casework.questionnaires.xpath_rules import list_tag, parsed, plain

X, H = "{http://www.w3.org/2002/xforms}", "{http://www.w3.org/1999/xhtml}"
JR = "{http://openrosa.org/javarosa}"
ITEXT = re.compile(r"jr:itext\('(.*)'\)$")
ITEMSET = re.compile(r"instance\('([^']*)'\)/root/item(.*)$", re.S)
TYPES = {"int": "integer", "string": "text", "decimal": "decimal", "date": "date", "time": "time",
         "dateTime": "datetime", "barcode": "barcode", "binary": "photo"}  # fmt: skip
EXPRESSIONS = ("relevant", "required", "readonly", "constraint", "calculate")
Words = dict[str, list[Any]]
Compiled = dict[str, Any]


def compiled(xform: str) -> Compiled:
    """Raises CannotSay when an expression that pyxform made is none of ours, ValueError when the XForm holds a control
    the sheet's check let through by mistake."""
    return _Compiler(fromstring(xform)).whole()


class _Compiler:
    def __init__(self, top: Element) -> None:
        self.model = next(iter(top.iter(f"{X}model")))
        self.body = next(iter(top.iter(f"{H}body")))
        self.title = (top.findtext(f"{H}head/{H}title") or "").strip()
        instance = self.model.find(f"{X}instance")
        assert instance is not None
        self.data = instance[0]
        self.root = _tag(self.data)
        self.binds = {bind.get("nodeset", ""): bind for bind in self.model.iter(f"{X}bind")}
        self.controls: dict[str, Element] = {}
        self.repeats: dict[str, Element] = {}
        settings = [*self.model.iter(f"{X}setvalue"), *self.body.iter(f"{X}setvalue")]
        self.defaults = {one.get("ref", ""): one for one in settings}
        self.number = 0
        self._control(self.body)

    def whole(self) -> Compiled:
        items = self._items(self.data, f"/{self.root}")
        return {
            "title": self.title, "key": self.data.get("id", ""), "label": self.data.get("version", ""),
            "root": self.root, "languages": self._languages(), "items": items, "lists": self._lists(items),
        }  # fmt: skip

    def _control(self, above: Element) -> None:
        for one in above:
            ref = one.get("ref") or one.get("nodeset")
            if ref and _tag(one) not in ("label", "hint", "setvalue", "itemset"):
                if _tag(one) == "repeat":
                    self.repeats[ref] = one
                else:
                    self.controls.setdefault(ref, one)
            if _tag(one) in ("group", "repeat"):
                self._control(one)

    def _items(self, above: Element, path: str) -> list[Compiled]:
        found, seen = [], set()
        for node in above:
            here = f"{path}/{_tag(node)}"
            if node.tag.startswith("{http://openrosa.org/xforms}") or _tag(node) == "meta" or here in seen:
                continue
            seen.add(here)
            found.append(self._one(node, here))
        return found

    def _one(self, node: Element, path: str) -> Compiled:
        self.number += 1
        made: Compiled = {"n": self.number, "name": _tag(node), "path": path} | self._bind(path)
        control = self.controls.get(path)
        if path in self.repeats or len(node) or (control is not None and _tag(control) == "group"):
            return made | self._group(node, path, control)
        if words := (node.text or "").strip():
            made["default"] = words
        if (dynamic := self.defaults.get(path)) is not None:
            made["default_expression"] = self._said(dynamic.get("value") or dynamic.text or "")
        if control is None:
            return made | {"kind": "calculate" if made.get("calculate") else made.get("preload", "hidden")}
        return made | self._question(control, path)

    def _bind(self, path: str) -> Compiled:
        bind = self.binds.get(path)
        if bind is None:
            return {}
        made: Compiled = {}
        for name in EXPRESSIONS:
            if (said := bind.get(name)) and said.strip() not in ("false()", ""):
                made[name] = self._said(said)
        for name, attribute in (("message", "constraintMsg"), ("required_message", "requiredMsg")):
            if said := bind.get(JR + attribute):
                made[name] = self._text_of(said)
        if bind.get(JR + "preload") in ("timestamp", "date", "property"):
            made["preload"] = f"meta:{bind.get(JR + 'preloadParams', '')}"
        made["type"] = bind.get("type", "string")
        return made

    def _said(self, expression: str) -> str:
        said = plain(expression, self.root)
        parsed(said)
        return said

    def _group(self, node: Element, path: str, control: Element | None) -> Compiled:
        made: Compiled = {"kind": "repeat" if path in self.repeats else "group", "items": self._items(node, path)}
        if control is not None:
            made |= {"label": self._words(control, "label"), "unseen": _is_unseen(control)}
        if path in self.repeats and (count := self.repeats[path].get(JR + "count", "").strip()):
            made["count"] = self._said(count)
        return made

    def _question(self, control: Element, path: str) -> Compiled:
        tag, bind = _tag(control), self.binds.get(path)
        kind = TYPES.get(bind.get("type", "string") if bind is not None else "string", "text")
        made: Compiled = {"label": self._words(control, "label"), "hint": self._words(control, "hint")}
        made |= {"guidance": self._words(control, "hint", "guidance"), "unseen": _is_unseen(control)}
        if tag in ("select1", "select"):
            return made | {"kind": "one" if tag == "select1" else "many"} | self._choices(control)
        if tag == "trigger":
            return made | {"kind": "ack"}
        if tag == "upload" and not (control.get("mediatype") or "").startswith("image/"):
            raise ValueError(path)
        if tag == "range":
            made |= {name: control.get(name) for name in ("start", "end", "step") if control.get(name)}
        elif tag not in ("input", "upload"):
            raise ValueError(f"{tag} {path}")
        if kind == "text" and bind is not None and bind.get("readonly") == "true()" and not bind.get("calculate"):
            kind = "note"
        if "multiline" in (control.get("appearance") or ""):
            made["long"] = True
        return made | {"kind": kind}

    def _choices(self, control: Element) -> Compiled:
        itemset = control.find(f"{X}itemset")
        found = ITEMSET.match((itemset.get("nodeset") or "").strip()) if itemset is not None else None
        if found is None:
            raise ValueError("itemset")
        made: Compiled = {"list": found[1]}
        if found[2].strip():
            made["filter"] = self._said(f"/{self.root}/fg-lists/{list_tag(found[1])}/item{found[2]}")
        return made

    # --- words --------------------------------------------------------------------------------------------------------

    def _languages(self) -> list[str]:
        found = [(one.get("default") is not None, one.get("lang", "")) for one in self.model.iter(f"{X}translation")]
        return [lang for _, lang in sorted(found, key=lambda pair: not pair[0])]

    def _words(self, control: Element, tag: str, form: str = "") -> Words:
        element = control.find(X + tag)
        if element is None:
            return {}
        if ref := element.get("ref"):
            return self._text_of(ref, form)
        return {} if form else {"": self._parts(element)}

    def _text_of(self, said: str, form: str = "") -> Words:
        found = ITEXT.match(said.strip())
        if found is None:
            return {"": [said]}
        words: Words = {}
        for language in self.model.iter(f"{X}translation"):
            for text in language:
                if text.get("id") != found[1]:
                    continue
                value = next((one for one in text if (one.get("form") or "") == form), None)
                if value is not None and (parts := self._parts(value)) not in ([], ["-"]):
                    words[language.get("lang", "")] = parts
        return words

    def _parts(self, element: Element) -> list[Any]:
        """Text and what is reckoned into it; marks of bold and colour are gone."""
        parts: list[Any] = [element.text or ""]
        for one in element:
            if _tag(one) == "output":
                parts.append({"x": self._said(one.get("value") or one.get("ref") or "")})
            parts.append(one.tail or "")
        cleaned = [MARKS.sub("", part) if isinstance(part, str) else part for part in parts]
        cleaned = [part for part in cleaned if part != ""]
        if cleaned and isinstance(cleaned[0], str):
            cleaned[0] = cleaned[0].lstrip()
        if cleaned and isinstance(cleaned[-1], str):
            cleaned[-1] = cleaned[-1].rstrip()
        return [part for part in cleaned if part != ""]

    def _lists(self, items: list[Compiled]) -> Compiled:
        used = {one["list"] for one in walk(items) if "list" in one}
        made: Compiled = {}
        for instance in self.model.findall(f"{X}instance")[1:]:
            name = instance.get("id", "")
            made[name] = [self._choice(one) for one in instance.iter(f"{X}item")]
        if missing := used - made.keys():
            raise ValueError(", ".join(sorted(missing)))
        return made

    def _choice(self, element: Element) -> Compiled:
        """`name`, its words, and the columns that filters look at."""
        made: Compiled = {"columns": {}}
        for one in element:
            tag, said = _tag(one), (one.text or "").strip()
            if tag == "name":
                made["name"] = said
            elif tag == "itextId":
                made["label"] = self._text_of(f"jr:itext('{said}')")
            elif tag == "label":
                made["label"] = {"": [MARKS.sub("", said)]}
            else:
                made["columns"][tag] = said
        return made


def _is_unseen(control: Element) -> bool:
    return "hidden" in (control.get("appearance") or "").split()


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def walk(items: list[Compiled]) -> list[Compiled]:
    """Every question and group, the outer before the inner."""
    return [one for top in items for one in (top, *walk(top.get("items", [])))]


def questions(form: Compiled) -> list[Compiled]:
    """What somebody is asked: no groups, notes or reckoned values."""
    silent = ("group", "repeat", "note", "calculate", "hidden")
    return [one for one in walk(form["items"]) if one["kind"] not in silent and not one["kind"].startswith("meta")]


def in_language(words: Words, languages: list[str], lang: str) -> list[Any]:
    """The reader's language, else the form's own first one, else whatever there is."""
    if not words:
        return []
    wanted = ("中文", "zh", "chinese", "汉语") if lang == "zh" else ("english", "(en)", "en")
    for name in words:
        if any(mark in name.lower() for mark in wanted):
            return words[name]
    first = next((words[name] for name in languages if name in words), None)
    return first or words.get("") or words.get("default") or next(iter(words.values()))
