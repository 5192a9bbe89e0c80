"""Pictures inside of documents."""

import base64
import binascii
import io
import warnings

from PIL import Image


def png_size(text: str) -> tuple[int, int] | None:
    """Return width and height of a PNG in base 64 [pixels], None when it is none.

    Only what stands before its pixels is read: a small file may claim to be an enormous picture.
    """
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=["PNG"]) as picture:
                return picture.size
        # Pillow's ways of saying that a header is damaged or lies.
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
            return None
