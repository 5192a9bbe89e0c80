"""FIT messages out of plain values, and files out of messages, by fit-tool.

Importing fit-tool takes some 60 ms, a fifth of a quick command: what writes FIT files imports this module when it runs.
"""

import zlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from fit_tool.data_message import DataMessage
from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.profile.messages.course_message import CourseMessage
from fit_tool.profile.messages.course_point_message import CoursePointMessage
from fit_tool.profile.messages.event_message import EventMessage
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.lap_message import LapMessage
from fit_tool.profile.messages.record_message import RecordMessage
from fit_tool.profile.messages.workout_message import WorkoutMessage
from fit_tool.profile.messages.workout_step_message import WorkoutStepMessage
from fit_tool.profile.profile_type import (
    CoursePoint,
    Event,
    EventType,
    FileType,
    Intensity,
    LapTrigger,
    Manufacturer,
    Sport,
    WorkoutStepDuration,
    WorkoutStepTarget,
)

STEP_NAME_BYTES: Final = 15
WORKOUT_NAME_BYTES: Final = 31
NOTES_BYTES: Final = 199
"""As Garmin Connect writes them: fields of 16, 32 and 200 bytes, one of them a closing zero.

Seen in a workout file of Garmin Connect, forums.garmin.com, FIT SDK, discussion 323237.
"""

COURSE_NAME_BYTES: Final = 15
POINT_NAME_BYTES: Final = 15
"""Fields of 16 bytes, the size that the profile of the FIT SDK gives as its example."""

INTENSITIES: Final = {
    "active": Intensity.ACTIVE,
    "rest": Intensity.REST,
    "warm-up": Intensity.WARMUP,
    "cool-down": Intensity.COOLDOWN,
    "recovery": Intensity.RECOVERY,
}
POINTS: Final = {"end": CoursePoint.GENERIC, "foot": CoursePoint.VALLEY, "top": CoursePoint.SUMMIT}
_MIN_SERIAL: Final = 1


def workout_file(created_at: datetime, messages: Iterable[DataMessage]) -> bytes:
    """Return a workout file of those messages."""
    return _file(FileType.WORKOUT, created_at, list(messages))


def course_file(created_at: datetime, messages: Iterable[DataMessage]) -> bytes:
    """Return a course file of those messages."""
    return _file(FileType.COURSE, created_at, list(messages))


def _file(kind: FileType, created_at: datetime, messages: Sequence[DataMessage]) -> bytes:
    """Return a file, its serial number a checksum of what it holds.

    A watch tells its files apart by type, maker, product and serial number (developer.garmin.com, FIT file types).
    """
    file_id = FileIdMessage(local_id=0)
    file_id.type = kind
    file_id.manufacturer = Manufacturer.DEVELOPMENT.value
    file_id.product = 0
    file_id.serial_number = max(zlib.crc32(b"".join(message.to_bytes() for message in messages)), _MIN_SERIAL)
    file_id.time_created = _milliseconds(created_at)
    builder = FitFileBuilder()
    builder.add_all([file_id, *messages])
    return bytes(builder.build_bytes())


def workout_message(name: str, n_steps: int, *, is_walk: bool) -> DataMessage:
    """Return what heads a workout; its number of steps includes the repeats, as in the recipe of the FIT SDK."""
    message = WorkoutMessage(local_id=1)
    message.sport = _sport(is_walk=is_walk)
    message.num_valid_steps = n_steps
    message.workout_name = _filled(name, WORKOUT_NAME_BYTES)
    return message


def step_message(
    index: int,
    *,
    name: str,
    notes: str,
    intensity: str,
    distance_m: float | None,
    seconds: float,
    percents: tuple[int, int] | None,
) -> DataMessage:
    """Return a step.

    Args:
        index: Its number, from 0.
        name: What the watch shows.
        notes: What to do.
        intensity: One of `INTENSITIES`.
        distance_m: After what distance it ends, None where it ends after a time [m].
        seconds: After what time it ends otherwise [s].
        percents: Lowest and highest heart rate in percent of its maximum, or None for no target.
    """
    message = _bare_step(index, name, notes, INTENSITIES[intensity])
    if distance_m is None:
        message.duration_type = WorkoutStepDuration.TIME
        message.duration_time = seconds
    else:
        message.duration_type = WorkoutStepDuration.DISTANCE
        message.duration_distance = distance_m
    message.target_type = WorkoutStepTarget.OPEN if percents is None else WorkoutStepTarget.HEART_RATE
    message.target_value = 0
    # Of a heart rate, 0-100 are percent; beats a minute are written 100 higher (type workout_hr of the FIT profile).
    message.custom_target_value_low, message.custom_target_value_high = percents or (0, 0)
    return message


def repeat_message(index: int, *, first_index: int, times: int) -> DataMessage:
    """Return the step that goes back to an earlier one until all from there were done so many times."""
    message = _bare_step(index, "", "", Intensity.ACTIVE)
    message.duration_type = WorkoutStepDuration.REPEAT_UNTIL_STEPS_CMPLT
    message.duration_step = first_index
    message.target_type = WorkoutStepTarget.OPEN
    message.target_repeat_steps = times
    message.custom_target_value_low = message.custom_target_value_high = 0
    return message


def _bare_step(index: int, name: str, notes: str, intensity: Intensity) -> DataMessage:
    message = WorkoutStepMessage(local_id=2)
    message.message_index = index
    message.workout_step_name = _filled(name, STEP_NAME_BYTES)
    message.notes = _filled(notes, NOTES_BYTES)
    message.intensity = intensity
    return message


def course_message(name: str, *, is_walk: bool) -> DataMessage:
    """Return what heads a course."""
    message = CourseMessage(local_id=1)
    message.sport = _sport(is_walk=is_walk)
    message.course_name = _filled(name, COURSE_NAME_BYTES)
    return message


def lap_message(
    start_at: datetime,
    *,
    seconds: float,
    distance_m: float,
    ends: tuple[tuple[float, float], tuple[float, float]],
    ascent_m: float,
    descent_m: float,
) -> DataMessage:
    """Return the one lap of a course.

    Args:
        start_at: When it begins.
        seconds: How long it takes [s].
        distance_m: How far it is [m].
        ends: Latitude and longitude of its start and of its end [deg].
        ascent_m: Climbing [m].
        descent_m: Descending, as a positive number [m].
    """
    message = LapMessage(local_id=2)
    message.timestamp = message.start_time = _milliseconds(start_at)
    (message.start_position_lat, message.start_position_long), (message.end_position_lat, message.end_position_long) = (
        ends
    )
    message.total_elapsed_time = message.total_timer_time = seconds
    message.total_distance = distance_m
    message.total_ascent, message.total_descent = round(ascent_m), round(descent_m)
    message.lap_trigger = LapTrigger.DISTANCE
    return message


def timer_message(at: datetime, *, is_start: bool) -> DataMessage:
    """Return the event that starts or stops the timer."""
    message = EventMessage(local_id=3)
    message.timestamp = _milliseconds(at)
    message.event = Event.TIMER
    message.event_type = EventType.START if is_start else EventType.STOP_ALL
    return message


def record_message(
    at: datetime, *, lat_deg: float, lon_deg: float, elevation_m: float | None, distance_m: float
) -> DataMessage:
    """Return a point of a course; an elevation of None is unknown."""
    message = RecordMessage(local_id=4)
    message.timestamp = _milliseconds(at)
    message.position_lat, message.position_long = lat_deg, lon_deg
    if elevation_m is not None:
        message.altitude = elevation_m
    message.distance = distance_m
    return message


def point_message(
    index: int, at: datetime, *, lat_deg: float, lon_deg: float, distance_m: float, kind: str, name: str
) -> DataMessage:
    """Return a named place of a course; its kind is one of `POINTS`."""
    message = CoursePointMessage(local_id=5)
    message.message_index = index
    message.timestamp = _milliseconds(at)
    message.position_lat, message.position_long = lat_deg, lon_deg
    message.distance = distance_m
    message.type = POINTS[kind]
    message.course_point_name = _filled(name, POINT_NAME_BYTES)
    return message


def later(start_at: datetime, seconds: float) -> datetime:
    """Return the whole second that is nearest to so many after a start."""
    return start_at + timedelta(seconds=round(seconds))


def _sport(*, is_walk: bool) -> Sport:
    return Sport.WALKING if is_walk else Sport.RUNNING


def _filled(text: str, room_bytes: int) -> str:
    """Return text filled with zeros, so that all messages of a kind are of one size and share one definition."""
    return text + "\0" * (room_bytes - len(text.encode()))


def _milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)
