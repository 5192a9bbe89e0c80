"""Tracks to profiles: elevation along the way, even and honest about its error."""

from hillwork.profile.believe import profile_of, profiles_of
from hillwork.profile.measure import check_track
from hillwork.profile.turning import up_legs

__all__ = ["check_track", "profile_of", "profiles_of", "up_legs"]
