import numpy as np

from hillwork.model import Wander
from hillwork.profile import profile_of
from hillwork.profile.effort import read_effort
from tests.draw import draw_heights_m, draw_track

GROUND = "____//__\\\\____^^^__vvv__---__///____\\\\\\__" * 3
RECEIVER = Wander.of(3.5, 200.0)


def steps_of(track):
    return np.diff(track.time_s), np.zeros(len(track), dtype=int)


def test_an_even_effort_shows_the_hills():
    track = draw_track(GROUND, slower_uphill=3.0, speed_mps=3.0, drift_sd_m=3.5, drift_length_m=200.0, seed=1)
    step_s, runs = steps_of(track)
    effort = read_effort(step_s, track.elevation_m, runs, RECEIVER)
    true_m = draw_heights_m(GROUND, 5.0 * np.arange(len(track)))
    said_m = effort.witness.elevation_m
    assert np.corrcoef(np.diff(true_m, n=20), np.diff(said_m, n=20))[0, 1] > 0.9
    assert effort.shared_variance > 0.4


def test_an_even_pace_says_nothing():
    track = draw_track(GROUND, drift_sd_m=3.5, seed=1)
    step_s, runs = steps_of(track)
    assert read_effort(step_s, track.elevation_m, runs, RECEIVER) is None


def test_who_races_uphill_and_strolls_down_is_not_heard():
    track = draw_track(GROUND, slower_uphill=-3.0, drift_sd_m=3.5, drift_length_m=200.0, seed=2)
    step_s, runs = steps_of(track)
    assert read_effort(step_s, track.elevation_m, runs, RECEIVER) is None


def test_a_pace_that_has_nothing_to_do_with_the_ground_gets_a_large_error():
    track = draw_track(GROUND, drift_sd_m=3.5, drift_length_m=200.0, seed=3)
    rng = np.random.default_rng(6)
    random_s = np.exp(np.repeat(rng.normal(scale=0.2, size=len(track) // 20 + 1), 20)[: len(track) - 1])
    effort = read_effort(random_s, track.elevation_m, np.zeros(len(track), dtype=int), RECEIVER)
    even = draw_track(GROUND, slower_uphill=3.0, drift_sd_m=3.5, drift_length_m=200.0, seed=3)
    heard = read_effort(*steps_of(even)[:1], even.elevation_m, steps_of(even)[1], RECEIVER)
    assert effort is None or effort.aid.wander.rate_m2_per_m > 3 * heard.aid.wander.rate_m2_per_m


def test_too_short_a_run_teaches_nothing():
    track = draw_track("__//__\\\\__", slower_uphill=3.0, drift_sd_m=3.5)
    step_s, runs = steps_of(track)
    assert read_effort(step_s, track.elevation_m, runs, RECEIVER) is None


def test_with_the_pace_satellite_heights_come_nearer_to_the_ground():
    def error(slower_uphill, seed):
        options = {"speed_mps": 2.5, "spacing_m": 2.5, "drift_sd_m": 3.5, "drift_length_m": 200.0, "seed": seed}
        profile = profile_of(draw_track(GROUND, slower_uphill=slower_uphill, **options))
        wrong_m = profile.elevation_m - draw_heights_m(GROUND, profile.distance_m)
        return np.std(wrong_m[30:] - wrong_m[:-30])

    heard, unheard = (np.mean([error(slower, seed) for seed in range(8)]) for slower in (3.0, 0.0))
    assert heard < 0.75 * unheard


def test_that_the_pace_was_heard_is_told():
    track = draw_track(GROUND, slower_uphill=3.0, drift_sd_m=3.5, drift_length_m=200.0)
    assert "pace-heard" in [notice.code for notice in profile_of(track).notices]


def test_a_barometer_needs_no_pace():
    profile = profile_of(draw_track(GROUND, slower_uphill=3.0, noise_sd_m=0.2))
    assert not profile.noise.aids
