"""Defaults from a file: `config.toml` in the user's configuration folder, or the file that HILLWORK_CONFIG names."""

import os
import tomllib
from pathlib import Path
from typing import Any, Final

from hillwork.errors import UsageError

ENVIRONMENT_NAME: Final = "HILLWORK_CONFIG"


def read_config(commands: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """Return the defaults of each command's options.

    A key at the top of the file holds for every command, one in a table named like a command for that one. Keys are the
    options' long names; dashes and underscores are the same.

    Args:
        commands: Names of the commands.

    Raises:
        UsageError: The file is there and is not TOML.
    """
    named = os.environ.get(ENVIRONMENT_NAME)
    if named is None:
        import platformdirs

        path = platformdirs.user_config_path("hillwork") / "config.toml"
        if not path.is_file():
            return {}
    else:
        path = Path(named)
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: not a readable TOML file: {error}", hint="mend the file, or take it away") from error
    shared = {key: value for key, value in values.items() if not isinstance(value, dict)}
    tables = {name: values.get(name, {}) for name in commands}
    return {name: _as_parameters({**shared, **table}) for name, table in tables.items() if isinstance(table, dict)}


def _as_parameters(values: dict[str, Any]) -> dict[str, Any]:
    return {key.replace("-", "_"): value for key, value in values.items()}
