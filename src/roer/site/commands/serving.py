"""Serving the site of one workspace on this machine."""

from __future__ import annotations

import socket
from pathlib import Path

import typer

from roer.core.values.errors import RoerError
from roer.data.workspace import Workspace

LOOPBACK = "127.0.0.1"


class PortTaken(RoerError):
    """Something listens on the port already."""


def check_port_free(port: int, host: str = LOOPBACK) -> None:
    """Raise PortTaken before any work is done, instead of after it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(f"Op poort {port} draait al iets. Stop dat, of kies een andere met --port.") from error


def collect_static(workspace: Workspace) -> None:
    """Put the style sheets and signs where the site serves them, named after their contents."""
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False, clear=False)


def serve_forever(*, host: str, port: int, workers: int) -> None:
    """Serve until somebody stops it. Workers read the same settings as this process, through the environment."""
    from granian import Granian
    from granian.constants import Interfaces

    typer.secho(f"\nRoer staat klaar op http://{_shown(host)}:{port}/ (stoppen met Ctrl+C)", err=True, bold=True)
    Granian(
        "roer.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        websockets=False,
        workers=workers,
        blocking_threads=4,
        backpressure=64,
        log_level="warning",
        workers_kill_timeout=10,
        working_dir=Path.cwd(),
    ).serve()


def _shown(host: str) -> str:
    return "localhost" if host == LOOPBACK else host
