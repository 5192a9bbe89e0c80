"""A drawing as an image of pixels, for wherever vectors are not shown."""

from typing import Final

from hillwork.render.drawing import Drawing, as_svg

MAX_SCALE: Final = 4
"""A drawing of 800 pixels is then as wide as a screen of 8 megapixels."""

FAMILY: Final = "Roboto"
"""Its letters are installed with hillwork; for scripts that it lacks the machine's own fonts are asked."""


def as_png(drawing: Drawing, scale: int = 2) -> bytes:
    """Return a drawing as a PNG file.

    Args:
        drawing: The drawing.
        scale: Pixels of the image for a pixel of the drawing: 2 for screens of today.

    Raises:
        ValueError: The scale is none.
    """
    import font_roboto
    import resvg_py

    if not 1 <= scale <= MAX_SCALE:
        raise ValueError(f"no image is drawn at {scale} times its size")
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=as_svg(drawing),
            font_files=[font_roboto.Roboto, font_roboto.RobotoBold],
            style_sheet=f"svg, g, text {{ font-family: {FAMILY} }}",
            zoom=scale,
        )
    )
