"""What a picture may be: a whole JPEG or PNG of a size that a screen can show."""

from pathlib import Path

from PIL import Image

from core.scan_base import DAMAGED, Refused

MAX_PIXELS = {"jpg": 120_000_000, "png": 40_000_000}  # a JPEG can be opened at an eighth of its size
PIXELS = "Ảnh có quá nhiều điểm ảnh. Thu nhỏ hoặc quét lại ở 300 dpi rồi tải lên."
WRONG = "Nội dung tệp không đúng với đuôi tên tệp. Lưu lại thành .jpg hoặc .png rồi tải lên."
_FORMATS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png"}


def check(path: Path, kind: str) -> None:
    """Raise Refused when the picture is too large, of another kind, or cut off."""
    Image.MAX_IMAGE_PIXELS = None  # ours is the limit, before anything is unpacked
    try:
        with Image.open(path, formats=["JPEG", "PNG"]) as picture:
            if _FORMATS.get(picture.format) != kind:
                raise Refused(WRONG)
            wide, high = picture.size
            if wide * high > MAX_PIXELS[kind] or getattr(picture, "n_frames", 1) > 20:
                raise Refused(PIXELS)
            if kind == "jpg":
                picture.draft("RGB", (wide // 8 or 1, high // 8 or 1))
            picture.load()
    except (OSError, SyntaxError, ValueError):
        raise Refused(DAMAGED) from None
