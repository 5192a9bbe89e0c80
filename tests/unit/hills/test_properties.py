"""What holds for any ground: hypothesis draws it, from flats, hills and descents."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from hillwork import find_hills
from tests.draw import MARK_M, draw_track

UPS = st.tuples(st.sampled_from("/^"), st.integers(2, 9)).map(lambda piece: piece[0] * piece[1])
DOWNS = st.integers(4, 9).map(lambda marks: "\\" * marks)
SLOPES = st.tuples(st.sampled_from("/^\\\\v"), st.integers(2, 9)).map(lambda piece: piece[0] * piece[1])
FLATS = st.integers(6, 12).map(lambda marks: "_" * marks)
GROUNDS = st.lists(st.tuples(FLATS, SLOPES), min_size=1, max_size=5).map(
    lambda pieces: "".join(flat + slope for flat, slope in pieces) + "______"
)
ROLLING = st.lists(st.tuples(FLATS, UPS, FLATS, DOWNS), min_size=1, max_size=4).map(
    lambda pieces: "".join("".join(piece) for piece in pieces) + "______"
)
"""Ground on which nobody can argue what is one hill: what was climbed is lost again before the next."""

GRID_M = 5.0


def planned(text):
    return draw_track(text, rounding_m=20, speed_mps=None)


def spans(survey):
    return [(hill.start_m, hill.end_m) for hill in survey.hills]


def assert_close(found, expected, tolerance_m):
    assert len(found) == len(expected), f"{found} instead of {expected}"
    moved_m = np.abs(np.array(found, dtype=float) - np.array(expected, dtype=float))
    assert moved_m.max(initial=0.0) <= tolerance_m, f"{found} instead of {expected}"


@given(ROLLING)
def test_every_drawn_slope_that_climbs_is_a_hill_and_nothing_else_is(text):
    edges = [0, *[i for i in range(1, len(text)) if text[i] != text[i - 1]], len(text)]
    drawn = [(MARK_M * a, MARK_M * b) for a, b in pairwise(edges) if text[a] in "/^"]
    assert_close(spans(find_hills(planned(text))), drawn, 2 * GRID_M)


@given(GROUNDS)
def test_a_route_read_backwards_climbs_where_it_fell(text):
    track = planned(text)
    length_m = MARK_M * len(text)
    back = replace(track, **{name: getattr(track, name)[::-1] for name in ("lat_deg", "lon_deg", "elevation_m")})
    fallen = replace(track, elevation_m=2000 - track.elevation_m)
    expected = [(length_m - end_m, length_m - start_m) for start_m, end_m in reversed(spans(find_hills(fallen)))]
    assert_close(spans(find_hills(back)), expected, 2 * GRID_M)


@given(GROUNDS, st.floats(-80, 3000))
def test_a_constant_added_to_all_heights_changes_no_hill(text, shift_m):
    track = planned(text)
    assert_close(
        spans(find_hills(replace(track, elevation_m=track.elevation_m + shift_m))), spans(find_hills(track)), 1e-6
    )


@given(GROUNDS, st.integers(2, 12), st.randoms(use_true_random=False))
def test_thinning_a_route_moves_no_hill_by_more_than_the_spacing(text, most, random):
    track = planned(text)
    kept = [0]
    while kept[-1] < len(track) - 1:
        kept.append(min(kept[-1] + random.randint(1, most), len(track) - 1))
    columns = ("lat_deg", "lon_deg", "elevation_m", "time_s")
    thinned = replace(track, **{name: getattr(track, name)[kept] for name in columns})
    assert_close(spans(find_hills(thinned)), spans(find_hills(track)), max(GRID_M * most, 2 * GRID_M))


@given(GROUNDS, st.floats(0, 1))
def test_cutting_a_file_outside_any_hill_changes_no_hill(text, where):
    track = planned(text)
    whole = spans(find_hills(track))
    cut_m = where * MARK_M * len(text)
    # Two samples of a piece are no ground yet, and a border needs 60 m beyond it to be judged by.
    assume(all(cut_m < start_m - 60 or cut_m > end_m + 60 for start_m, end_m in whole))
    index = round(cut_m / GRID_M)
    assume(30 < index < len(track) - 30)
    assert_close(spans(find_hills(replace(track, breaks=np.array([0, index])))), whole, 2 * GRID_M)


@given(st.floats(0.05, 1.0), st.floats(1.3, 6), st.integers(0, 20))
def test_more_noise_never_shrinks_an_error_bar(noise_sd_m, times, seed):
    quiet, loud = (
        find_hills(draw_track("_" * 60 + "/////" + "_" * 60, rounding_m=20, noise_sd_m=sd_m, seed=seed))
        for sd_m in (noise_sd_m, times * noise_sd_m)
    )
    bars = [
        [hill.gain_sd_m for hill in (*survey.hills, *survey.unsure) if abs(hill.start_m - 3000) < 100]
        for survey in (quiet, loud)
    ]
    assume(all(bars))
    # Where the louder recording shows a gentler slope its ends are worth less height: a fifth is left for that.
    assert bars[1][0] >= 0.8 * bars[0][0]


@given(st.floats(0.5, 5), st.floats(1.3, 4), st.integers(0, 20))
def test_more_drift_never_shrinks_the_error_of_a_rise(drift_sd_m, times, seed):
    quiet, loud = (
        find_hills(draw_track("_" * 100, drift_sd_m=sd_m, seed=seed)).profile.noise.rise_sd_m(150)
        for sd_m in (drift_sd_m, times * drift_sd_m)
    )
    assert loud >= quiet
