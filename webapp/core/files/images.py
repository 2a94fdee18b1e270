"""A picture that came from outside is decoded within limits and written anew: no EXIF, no place, no tricks."""

import io
import warnings
from dataclasses import dataclass
from typing import ClassVar

from webapp.core.text.i18n import N_
from webapp.core.web.errors import DomainError, TooLarge

MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST = 1600
KINDS = ("JPEG", "PNG", "WEBP")


class NotAPicture(DomainError):
    status: ClassVar[int] = 422
    message = N_("这个文件打不开，不是照片（要 JPG、PNG 或 WebP）。请重拍一张。")


@dataclass(frozen=True)
class Picture:
    data: bytes
    width: int
    height: int


def reencode(data: bytes, longest: int = LONGEST) -> Picture:
    """JPEG, upright, at most `longest` px on the long side. Refuses what is too large before decoding it."""
    from PIL import Image, ImageOps  # half a megabyte of code that only photos need

    if len(data) > MOST_BYTES:
        raise TooLarge(field="photos", limit="15 MB")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            image = Image.open(io.BytesIO(data), formats=KINDS)
            if image.width * image.height > MOST_PIXELS:
                raise TooLarge(field="photos", limit=f"{MOST_PIXELS // 1_000_000}00 万像素")
            image.draft("RGB", (longest, longest))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((longest, longest))
            return _written(_opaque(upright))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning, MemoryError) as fault:
        raise NotAPicture(field="photos") from fault


def _opaque(image: "object") -> "object":
    from PIL import Image

    assert isinstance(image, Image.Image)
    if image.mode in ("RGBA", "LA", "P", "PA"):
        ground = Image.new("RGB", image.size, "white")
        layer = image.convert("RGBA")
        ground.paste(layer, mask=layer.getchannel("A"))
        return ground
    return image.convert("RGB")


def _written(image: "object") -> Picture:
    from PIL import Image

    assert isinstance(image, Image.Image)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82, optimize=True, progressive=True)
    return Picture(out.getvalue(), image.width, image.height)
