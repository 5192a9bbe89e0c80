import io
import math

import numpy as np
import pytest
from PIL import Image

from hillwork.geo import metres_per_degree
from hillwork.model import Relief
from hillwork.render.shade import CONTOUR, DARKEST, LEVELS, LIGHTEST, STEEP, _rise, shade_relief

CELL_M = 10.0


def ground(heights_m, *, lat_deg=0.0, detail_m=0.0):
    """Return heights on cells of 10 m, the middle at a latitude."""
    rows, columns = np.shape(heights_m)
    per_lat, per_lon = (float(metres[0]) for metres in metres_per_degree(np.array([lat_deg])))
    down, right = rows * CELL_M / per_lat / 2, columns * CELL_M / per_lon / 2
    return Relief(
        south_deg=lat_deg - down,
        west_deg=7 - right,
        north_deg=lat_deg + down,
        east_deg=7 + right,
        elevation_m=heights_m,
        source="dem:fake",
        detail_m=detail_m,
    )


def slope(facing_deg, grade, shape=(40, 50), foot_m=1000.0):
    """Return a plane that falls towards a direction."""
    rows, columns = np.indices(shape)
    north_m, east_m = -rows * CELL_M, columns * CELL_M
    facing = math.radians(facing_deg)
    return foot_m - grade * (north_m * math.cos(facing) + east_m * math.sin(facing))


def rough(size=400, seed=1, height_m=1500.0):
    """Return a landscape whose roughness is that of mountains: amplitudes fall with the square of the frequency."""
    rng = np.random.default_rng(seed)
    frequency = np.hypot(*np.meshgrid(np.fft.fftfreq(size), np.fft.fftfreq(size)))
    frequency[0, 0] = np.inf
    heights = np.fft.ifft2(np.fft.fft2(rng.normal(size=(size, size))) / frequency**2).real
    return (heights - heights.min()) / np.ptp(heights) * height_m


def pixels(shade):
    """Return lightness and opacity of an image, 0-255."""
    image = Image.open(io.BytesIO(shade.png))
    assert image.mode == "LA"
    lightness, opacity = np.asarray(image, dtype=np.int64).transpose(2, 0, 1)
    return lightness, opacity


def over(shade, page):
    """Return an image on a page of some lightness."""
    lightness, opacity = pixels(shade)
    return page + (lightness - page) * opacity / 255


def is_line(shade):
    lightness, opacity = pixels(shade)
    return (opacity > 0) & (lightness > 0) & (lightness < 255)


@pytest.mark.parametrize("page", [20, 238])
def test_a_slope_that_faces_the_light_is_lighter(page):
    lit, flat, dark = (over(shade_relief(ground(slope(*what))), page) for what in ((315, 0.3), (0, 0), (135, 0.3)))
    assert np.median(lit) > np.median(flat) == page > np.median(dark)


@pytest.mark.parametrize("lat_deg", [0.0, -65.0])
@pytest.mark.parametrize("facing_deg", range(0, 360, 30))
def test_the_shade_is_that_of_a_matt_surface(facing_deg, lat_deg):
    shade = shade_relief(ground(slope(facing_deg, STEEP), lat_deg=lat_deg))
    lightness, opacity = (band[~is_line(shade)] for band in pixels(shade))
    normal = np.array(
        [math.sin(math.radians(facing_deg)) * STEEP, math.cos(math.radians(facing_deg)) * STEEP, 1.0]
    ) / math.hypot(1, STEEP)
    # From the north-west, half way up.
    more = float(normal @ [-0.5, 0.5, 0.5**0.5]) - 0.5**0.5
    expected = more / 0.5**0.5 * DARKEST if more < 0 else more / (1 - 0.5**0.5) * LIGHTEST
    step = (DARKEST if more < 0 else LIGHTEST) / LEVELS
    assert np.abs(opacity / 255 - abs(expected)).max() <= step + 0.5 / 255
    assert set(lightness[opacity > 0].tolist()) <= ({0} if more < 0 else {255})
    assert np.ptp(opacity) <= step * 255 + 1


def test_low_hills_are_shown_as_high_ones():
    low, high = (shade_relief(ground(slope(300, grade))) for grade in (0.25, 0.8))
    assert np.median(pixels(low)[1]) == np.median(pixels(high)[1]) > 0


def test_what_is_nearly_flat_is_not_made_steep():
    assert not pixels(shade_relief(ground(slope(135, 0.017, shape=(20, 20)))))[1].any()


def test_gradients_are_those_of_horn():
    z = np.random.default_rng(1).normal(size=(7, 9))
    east = [
        [
            (z[i - 1, j + 1] + 2 * z[i, j + 1] + z[i + 1, j + 1] - z[i - 1, j - 1] - 2 * z[i, j - 1] - z[i + 1, j - 1])
            / 8
            for j in range(1, 8)
        ]
        for i in range(1, 6)
    ]
    assert _rise(z, 1)[1:-1, 1:-1] == pytest.approx(np.array(east))
    assert _rise(z.T, 0) == pytest.approx(_rise(z, 1).T)


@pytest.mark.parametrize("height_m", [0.0, 203.0])
def test_flat_ground_is_empty(height_m):
    shade = shade_relief(ground(np.full((30, 40), height_m)))
    assert shade.contour_m is None
    assert not pixels(shade)[1].any()


def test_ground_that_hardly_rises_has_no_contours():
    shade = shade_relief(ground(slope(315, 0.017, shape=(20, 20))))
    assert pixels(shade)[1].any()
    assert shade.contour_m is None
    assert not is_line(shade).any()


@pytest.mark.parametrize("facing_deg", [0, 180, 90, 270])
@pytest.mark.parametrize(
    ("rise_m", "contour_m"),
    [(33, 5), (78, 10), (150, 20), (400, 50), (900, 100), (2000, 200), (4000, 500), (9000, 500)],
)
def test_there_is_a_thin_line_for_each_multiple_of_the_interval(rise_m, contour_m, facing_deg):
    heights_m = slope(facing_deg, rise_m / 3990, shape=(400, 400), foot_m=12.3)
    shade = shade_relief(ground(heights_m))
    low, high = heights_m.min(), heights_m.max()
    n_multiples = sum(low < multiple <= high for multiple in range(-9500, 10_000, contour_m))
    assert shade.contour_m == contour_m
    assert 6 <= n_multiples <= 14 or contour_m == 500
    assert set(is_line(shade).sum(axis=0 if facing_deg in {0, 180} else 1).tolist()) == {n_multiples}


@pytest.mark.parametrize("page", [20, 238])
def test_contours_are_seen_on_light_and_on_dark_pages(page):
    shade = shade_relief(ground(slope(315, 0.03, shape=(100, 100))))
    seen = over(shade, page)
    assert abs(np.median(seen[is_line(shade)]) - np.median(seen[~is_line(shade)])) > 20


def test_contours_are_drawn_over_the_shade():
    shade = shade_relief(ground(slope(135, 0.5)))
    _, opacity = pixels(shade)
    below = np.median(opacity[~is_line(shade)]) / 255
    assert opacity[is_line(shade)] / 255 == pytest.approx(CONTOUR + below * (1 - CONTOUR), abs=1 / 255)


def test_unknown_ground_is_transparent_and_spoils_nothing_beside_it():
    heights_m = slope(135, 0.3)
    whole = shade_relief(ground(heights_m, detail_m=30))
    heights_m[10:20, 5:25] = np.nan
    holed = shade_relief(ground(heights_m, detail_m=30))
    assert holed.contour_m == whole.contour_m
    assert not pixels(holed)[1][10:20, 5:25].any()
    beside = np.ones(heights_m.shape, dtype=bool)
    beside[9:21, 4:26] = False
    assert (over(holed, 238) == over(whole, 238))[beside].all()


@pytest.mark.parametrize("shape", [(1, 1), (1, 9), (5, 2)])
@pytest.mark.parametrize("height_m", [np.nan, 100.0])
def test_ground_of_a_few_cells_or_of_none_known_is_no_error(shape, height_m):
    shade = shade_relief(ground(np.full(shape, height_m), detail_m=90))
    assert not pixels(shade)[1].any()


def test_whole_metres_make_no_terraces():
    posts_m = slope(315, 0.04 * 3, shape=(67, 67))  # a post every three cells
    between = np.linspace(0, 66, 199)
    rounded = np.apply_along_axis(lambda row: np.interp(between, np.arange(67), row), 1, np.round(posts_m))
    rounded = np.apply_along_axis(lambda column: np.interp(between, np.arange(67), column), 0, rounded)

    def spread(detail_m):
        shade = shade_relief(ground(rounded, detail_m=detail_m))
        return pixels(shade)[1][~is_line(shade)].std()

    assert spread(30) < spread(0) / 2


def test_equal_ground_gives_equal_bytes():
    first, second = (shade_relief(ground(rough(120), detail_m=30)).png for _ in range(2))
    assert first == second
    assert first != shade_relief(ground(rough(120, seed=2), detail_m=30)).png


@pytest.mark.parametrize("detail_m", [0.0, 30.0])
def test_the_image_of_mountains_is_small(detail_m):
    assert len(shade_relief(ground(rough(), detail_m=detail_m)).png) < 120_000
