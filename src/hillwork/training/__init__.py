"""Sessions to weeks: what stands on which day, how it grows, and why."""

from hillwork.training.block import Asked, plan_block
from hillwork.training.marathon import plan_marathon

__all__ = ["Asked", "plan_block", "plan_marathon"]
