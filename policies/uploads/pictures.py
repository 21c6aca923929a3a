"""Pictures: they must decode, within a bound of pixels. They are not written anew: the digest is of what was handed in."""

from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image

from policies.uploads.refusal import NotTaken

MOST_PIXELS = 50_000_000
"""An A3 page at 400 dpi has 31 million. Decoded, a pixel takes up to four bytes."""
FORMATS = {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "webp": "WEBP"}


def check(data: bytes, suffix: str) -> None:
    """Decode the picture, of a moving one the first frame. Raises NotTaken."""
    large = _("图片太大：最多 5000 万像素；请缩小后再上传。")
    try:
        with Image.open(BytesIO(data), formats=[FORMATS[suffix]]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NotTaken(large)
            picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotTaken(large) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:  # what Pillow raises for what is no picture
        raise NotTaken(_("图片打不开，可能不完整；请重新导出或拍照，再上传。")) from error
