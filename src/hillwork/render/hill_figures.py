"""What every page says of a hill."""

from hillwork.model import Hill, Noise
from hillwork.page import HillData
from hillwork.render.figures import GRADE_DIGITS, METRE_DIGITS, SHARE_DIGITS, line_figures, number
from hillwork.render.rise import rise_figures


def hill_figures(hill: Hill, reference_deg: float, noise: Noise, seen: float = 1.0) -> HillData:
    """Return what every page says of a hill.

    Args:
        hill: The hill.
        reference_deg: Longitude that the page's longitudes lie around [deg].
        noise: How wrong its elevations are.
        seen: How many passes they rest on.
    """
    return {
        "id": hill.id,
        "kind": hill.kind.value,
        "confidence": hill.confidence.value,
        "start_m": round(hill.start_m, METRE_DIGITS),
        "length_m": round(hill.length_m, METRE_DIGITS),
        "gain_m": round(hill.gain_m, METRE_DIGITS + 1),
        "gain_sd_m": number(hill.gain_sd_m, METRE_DIGITS + 1),
        "grade": round(hill.grade, GRADE_DIGITS),
        "grade_sd": number(hill.grade_sd, GRADE_DIGITS),
        "grade_max": round(hill.grade_max, GRADE_DIGITS),
        "steadiness": round(hill.steadiness, SHARE_DIGITS),
        "foot_name": hill.foot_name,
        "top_name": hill.top_name,
        "line": line_figures(hill.line, reference_deg),
        "rise": rise_figures(hill, noise, seen),
    }
