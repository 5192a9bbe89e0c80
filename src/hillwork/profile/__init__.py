"""Tracks to profiles: elevation along the way, even and honest about its error."""

from hillwork.profile.believe import profile_of
from hillwork.profile.turning import up_legs

__all__ = ["profile_of", "up_legs"]
