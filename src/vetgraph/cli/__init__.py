"""The command ``vetgraph``: parse, call one public function, print. Only this package prints."""

from vetgraph.cli.app import cli, main

__all__ = ["cli", "main"]
