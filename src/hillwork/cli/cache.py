"""`hillwork cache`."""

from pathlib import Path

import click


@click.group("cache")
def cache_command() -> None:
    """Show or clear what services answered.

    \b
    Example:
      hillwork cache info
    """


def _folder_option() -> click.Option:
    return click.Option(
        ["--cache-dir"], type=click.Path(path_type=Path), metavar="PATH", help="Where answers are kept."
    )


@cache_command.command("info", params=[_folder_option()])
def info_command(cache_dir: Path | None) -> None:
    """Show what is kept, and where.

    \b
    Example:
      hillwork cache info
    """
    from hillwork.net import Cache
    from hillwork.wish import cache_folder

    info = Cache(cache_folder(cache_dir)).info()
    click.echo(f"{info.path}: {info.n_answers:,} answers, {info.n_bytes / 1e6:.1f} MB")
    for host, (n_answers, n_bytes) in info.by_host.items():
        click.echo(f"  {host}: {n_answers:,} answers, {n_bytes / 1e6:.1f} MB")


@cache_command.command("clear", params=[_folder_option()])
def clear_command(cache_dir: Path | None) -> None:
    """Forget everything that is kept.

    \b
    Example:
      hillwork cache clear
    """
    from hillwork.net import Cache
    from hillwork.wish import cache_folder

    info = Cache(cache_folder(cache_dir)).clear()
    click.echo(f"{info.path}: {info.n_answers:,} answers forgotten, {info.n_bytes / 1e6:.1f} MB")
