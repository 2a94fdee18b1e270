"""Many tagged PDFs bound into one, tags and all: each part's structure is hung under the first one's root."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pikepdf


def bind(parts: Iterable[Path | bytes], target: Path) -> int:
    """Writes `target` and returns its pages. Title, language and conformance are those of the first part."""
    whole: pikepdf.Pdf | None = None
    for part in parts:
        opened = pikepdf.open(part if isinstance(part, Path) else _stream(part))
        if whole is None:
            whole = opened
        else:
            _append(whole, opened)
    if whole is None:
        raise ValueError("nothing to bind")
    draft = target.with_suffix(".new")
    whole.save(draft, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    draft.replace(target)
    return len(whole.pages)


def _append(whole: pikepdf.Pdf, part: pikepdf.Pdf) -> None:
    root, added = whole.Root.StructTreeRoot, part.Root.StructTreeRoot
    base = int(root.get("/ParentTreeNextKey", _next_key(root)))
    start = len(whole.pages)
    whole.pages.extend(part.pages)
    copied = whole.copy_foreign(part.make_indirect(added))
    for page in list(whole.pages)[start:]:
        page.obj.StructParents = int(page.obj.StructParents) + base
    for child in _list(copied.K):
        child.P = root
        root.K = pikepdf.Array([*_list(root.K), child])
    numbers = list(copied.ParentTree.Nums)
    for key, value in zip(numbers[::2], numbers[1::2], strict=True):
        root.ParentTree.Nums.append(int(key) + base)
        root.ParentTree.Nums.append(value)
    root.ParentTreeNextKey = base + _next_key(copied)


def _next_key(root: Any) -> int:
    return max((int(key) for key in list(root.ParentTree.Nums)[::2]), default=-1) + 1


def _list(kids: Any) -> list[Any]:
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _stream(content: bytes) -> Any:
    import io

    return io.BytesIO(content)
