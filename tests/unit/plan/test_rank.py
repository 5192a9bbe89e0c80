from dataclasses import replace

import numpy as np
import pytest

from hillwork.errors import UsageError
from hillwork.model import (
    Confidence,
    Crossing,
    Hill,
    HillKind,
    Line,
    LocalHill,
    Noise,
    Runner,
    Section,
    Stretch,
    Wander,
    WayClass,
)
from hillwork.plan import prescribe, rank_hills, weights_of
from hillwork.plan.rank import WEIGHTS

NOISE = Noise(white_sd_m=0.2, drift=Wander(0.001, 60.0))
RUNNER = Runner(five_k_s=1500, told="5 km in 25:00")
WARM_UP_M = 2200.0
"""A quarter of an hour at this runner's easy pace."""


def section(length_m, start_m=0.0, **more):
    usual = {
        "way_id": 1,
        "name": "High Street",
        "kind": "residential",
        "way_class": WayClass.BEST,
        "surface": "asphalt",
    }
    usual |= {"surface_class": WayClass.BEST, "is_lit": True}
    return Section(start_m=start_m, length_m=length_m, **{**usual, **more})


def local(length_m=200.0, grade=0.06, *, name="High Street", site="s1", crossings=(), distance_m=WARM_UP_M, **more):
    elevation_m = grade * np.arange(0, length_m + 1, 5.0)
    whole = Stretch(start_m=0.0, length_m=length_m, grade=grade, grade_sd=0.002)
    hill = Hill(
        id="h1", kind=HillKind.REPEAT, start_index=0, end_index=len(elevation_m) - 1, start_m=0.0, length_m=length_m,
        gain_m=grade * length_m, gain_sd_m=0.4, grade_max=grade, steadiness=1.0, confidence=Confidence.SURE, site=site,
        best_stretch=whole, line=Line(46 + elevation_m * 1e-6, 8 + elevation_m * 1e-6), elevation_m=elevation_m, step_m=5.0,
    )  # fmt: skip
    return LocalHill(
        hill=hill,
        sections=(section(length_m, name=name, **more),),
        crossings=tuple(Crossing(at_m, "Mill Road") for at_m in crossings),
        away_m=distance_m + np.arange(len(elevation_m)) * 5.0,
        cross_slope=0.0,
    )


def rank(*hills, session="classic", **weights):
    return rank_hills(hills, prescribe(session, RUNNER), NOISE, weights_of(weights))


def score(hill, **options):
    return rank(hill, **options)[0].score


def test_a_hill_as_the_session_wants_it_scores_nearly_all():
    assert score(local()) > 0.97


@pytest.mark.parametrize(
    ("worse", "part"),
    [
        (local(grade=0.12), "gradient"),
        (local(length_m=85), "length"),
        (local(crossings=[20.0, 40.0, 80.0, 110.0, 160.0]), "crossings"),
        (local(way_class=WayClass.CAUTION), "traffic"),
        (local(surface="sand", surface_class=WayClass.CAUTION), "surface"),
        (local(is_lit=False), "light"),
        (local(distance_m=300), "warm-up"),
        (local(distance_m=9000), "warm-up"),
    ],
)
def test_what_is_worse_for_a_session_scores_less_in_its_own_part(worse, part):
    usual = {reason.name: reason.score for reason in rank(local())[0].reasons}
    (offer,) = rank(worse)
    got = {reason.name: reason.score for reason in offer.reasons}
    assert got[part] < usual[part]
    assert offer.score < score(local())


def test_the_score_is_the_sum_of_its_visible_parts():
    (offer,) = rank(local(crossings=[100.0], is_lit=None))
    assert {reason.name for reason in offer.reasons} == set(WEIGHTS)
    assert sum(reason.weight for reason in offer.reasons) == pytest.approx(1)
    assert offer.score == pytest.approx(sum(reason.weight * reason.score for reason in offer.reasons))


def test_the_stretch_lies_between_crossings_where_there_is_room():
    (offer,) = rank(local(length_m=400, crossings=[120.0]))
    assert offer.stretch.start_m >= 120
    assert offer.local.between(offer.stretch).crossings == ()


def test_unknown_ground_is_neither_good_nor_bad():
    unknown = score(local(surface="", surface_class=None, is_lit=None))
    bad = score(local(surface="sand", surface_class=WayClass.CAUTION, is_lit=False))
    assert bad < unknown < score(local())


def test_one_street_does_not_fill_the_list():
    same = [local(site=f"s{number}") for number in range(3)]
    other = local(grade=0.09, name="Low Street", site="s9")
    ranked = rank(*same, other)
    assert [offer.local.names[0] for offer in ranked[:2]] == ["High Street", "Low Street"]
    assert ranked[-1].variety == pytest.approx(0.64)


def test_hills_of_no_use_come_last():
    short, fine = local(length_m=60, site="s2", name=""), local()
    assert [offer.is_usable for offer in rank(short, fine)] == [True, False]


def test_a_wall_is_of_no_use_for_a_session_on_a_slope():
    assert [offer.is_usable for offer in rank(local(grade=0.21), local(site="s2", name=""))] == [True, False]
    assert not rank(local(grade=0.21))[0].is_usable
    assert rank(local(grade=0.21), session="sprint")[0].is_usable


def test_a_hill_without_a_way_is_of_no_use():
    (offer,) = rank(local(distance_m=np.inf))
    assert not offer.is_usable
    assert 0 <= offer.score < 1


def test_weights_can_be_changed_and_always_add_up():
    dark = replace(local(), sections=(section(200, is_lit=False),))
    assert score(dark, light=10.0) < score(dark)
    assert sum(weights_of({"light": 10.0}).values()) == pytest.approx(1)


@pytest.mark.parametrize(
    "wrong", [{"beauty": 1.0}, {"light": -1.0}, {"light": float("nan")}, dict.fromkeys(WEIGHTS, 0.0)]
)
def test_weights_that_make_no_sense_are_refused(wrong):
    with pytest.raises(UsageError):
        weights_of(wrong)
