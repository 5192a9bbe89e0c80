import numpy as np
import pytest

from hillwork.hills.detect import Span
from hillwork.hills.sites import Way, group_spans


def owners(place, runs=0):
    return np.column_stack([np.zeros(len(place), dtype=int), np.broadcast_to(runs, len(place))])


def laps(times, length=200):
    """Up and down one way of that many samples, so many times; places are those of the first time up."""
    up = np.arange(length, dtype=float)
    return np.concatenate([part for _ in range(times) for part in (up, up[::-1])])


def test_nothing_has_no_sites():
    assert group_spans([], np.arange(5.0), owners(range(5))) == []


def test_hills_on_ground_of_their_own_are_sites_of_one_pass():
    place = np.arange(300.0)
    sites = group_spans([Span(20, 60), Span(100, 150)], place, owners(place))
    assert sites == [[Way(20, 60, True)], [Way(100, 150, True)]]


def test_every_pass_up_and_down_is_found_at_the_same_places():
    place = laps(3)
    found = [Span(50, 90), Span(452, 489), Span(848, 891)]
    (ways,) = group_spans(found, place, owners(place))
    assert [way.is_up for way in ways] == [True, False] * 3
    assert {(place[way.first], place[way.last]) for way in ways if way.is_up} == {(50.0, 90.0)}
    assert {(place[way.first], place[way.last]) for way in ways if not way.is_up} == {(90.0, 50.0)}


def test_a_pass_that_the_search_missed_is_still_a_pass():
    place = laps(4)
    found = [Span(50, 90), Span(450, 490), Span(850, 890)]
    (ways,) = group_spans(found, place, owners(place))
    assert Way(1250, 1290, True) in ways


def test_what_was_found_in_one_pass_of_many_is_left_alone():
    place = laps(5)
    (ways,) = group_spans([Span(450, 490)], place, owners(place))
    assert [way for way in ways if way.is_up] == [Way(450, 490, True)]


def test_a_shared_corner_is_not_shared_ground():
    place = np.concatenate([np.arange(100.0), np.arange(80.0, 180.0)])
    assert len(group_spans([Span(10, 95), Span(100, 190)], place, owners(place))) == 2


def test_a_pass_does_not_cross_a_gap():
    place = laps(2)
    runs = np.where(np.arange(len(place)) < 470, 0, 1)
    (ways,) = group_spans([Span(50, 90)], place, owners(place, runs))
    assert [way for way in ways if way.is_up] == [Way(50, 90, True)]


@pytest.mark.parametrize("waited", [1, 5, 30])
def test_who_waits_at_the_foot_starts_when_leaving_it(waited):
    up = np.arange(100.0)
    place = np.concatenate([up, up[::-1], np.zeros(waited), up])
    (ways,) = group_spans([Span(0, 60), Span(200 + waited, 260 + waited)], place, owners(place))
    assert [way.first for way in ways if way.is_up] == [0, 200 + waited]
