"""The only room that opens a socket: asking services politely, once, and keeping their answers."""

from hillwork.net.cache import Cache, CacheInfo
from hillwork.net.client import Client
from hillwork.net.exchange import Answer, Ask, BusyError, Manners, json_of
from hillwork.net.guard import check_base, host_of, shown

__all__ = [
    "Answer",
    "Ask",
    "BusyError",
    "Cache",
    "CacheInfo",
    "Client",
    "Manners",
    "check_base",
    "host_of",
    "json_of",
    "shown",
]
