"""Tracks to profiles: elevation along the way, even and honest about its error."""

from hillwork.profile.believe import profile_of, profiles_of
from hillwork.profile.grid import STEP_M, number_runs
from hillwork.profile.measure import check_track
from hillwork.profile.onmodel import ModelNoise, model_noise, profile_on_model, with_ascent
from hillwork.profile.pieces import Piece, piece_between
from hillwork.profile.turning import up_legs

__all__ = [
    "STEP_M",
    "ModelNoise",
    "Piece",
    "check_track",
    "model_noise",
    "number_runs",
    "piece_between",
    "profile_of",
    "profile_on_model",
    "profiles_of",
    "up_legs",
    "with_ascent",
]
