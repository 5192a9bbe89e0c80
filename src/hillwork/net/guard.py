"""Where a question may go, and how a place is named without giving a key away."""

import ipaddress
import socket
from typing import Final
from urllib.parse import urljoin, urlsplit

from hillwork.errors import ServiceError, UsageError

MAX_REDIRECTS: Final = 3
_SCHEMES: Final = frozenset({"http", "https"})


def check_base(url: str) -> str:
    """Return a base URL as the user gave it, without a slash at its end.

    Raises:
        UsageError: It is no http or https URL, or holds a name and a password.
    """
    parts = urlsplit(url)
    if parts.scheme not in _SCHEMES or not parts.hostname or parts.username or parts.password:
        raise UsageError(f"not an http or https address: {shown(url)!r}", hint="give it like https://host/path")
    return url.rstrip("/")


def host_of(url: str) -> str:
    """Return the host of a URL with its port, where it names one.

    >>> host_of("http://127.0.0.1:8002/height?json=..."), host_of("https://api.example.org/v1")
    ('127.0.0.1:8002', 'api.example.org')
    """
    parts = urlsplit(url)
    name = parts.hostname or ""
    return f"{name}:{parts.port}" if parts.port else name


def shown(url: str) -> str:
    """Return a URL for messages: without what follows the path, where keys and places are.

    >>> shown("https://user:secret@host.example/v1/x?key=secret#there")
    'https://host.example/v1/x'
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{host_of(url)}{parts.path}"


def redirected(url: str, location: str) -> str:
    """Return where an answer sends us, when that is a place we may follow to.

    Raises:
        ServiceError: It is another kind of address, a step down from https, or leads from the world into a private network.
    """
    target = urljoin(url, location)
    before, after = urlsplit(url), urlsplit(target)
    if after.scheme not in _SCHEMES or (before.scheme == "https" and after.scheme != "https"):
        raise ServiceError(
            f"{shown(url)}: sends to another kind of address, {after.scheme}:", hint="give the right URL"
        )
    if after.hostname != before.hostname and _is_private(after.hostname or ""):
        raise ServiceError(f"{shown(url)}: sends into a private network", hint="name that host yourself if you mean it")
    return target


def is_loopback(url: str) -> bool:
    """Tell whether a URL names this machine."""
    name = urlsplit(url).hostname or ""
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _is_private(host: str) -> bool:
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, None)}
    except OSError:
        return False  # it cannot be reached either
    return any(not ipaddress.ip_address(address.partition("%")[0]).is_global for address in found)
