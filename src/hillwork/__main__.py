"""Run the command line with `python -m hillwork`."""

from hillwork.cli import main

main()
