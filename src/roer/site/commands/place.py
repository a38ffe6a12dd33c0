"""In which workspace a command works, and the site set up for it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from roer.data.workspace import Workspace

Folder = Annotated[
    Path,
    typer.Option("--dir", envvar="ROER_WORKSPACE", help="De werkmap.", show_default="de map waarin u staat"),
]
HERE = Path()


def open_site(folder: Path, *, demo: bool = False) -> Workspace:
    """Set up Django for the workspace in `folder`, with an up-to-date database. Raises NotAWorkspace."""
    workspace = Workspace.open(folder)
    os.environ["ROER_WORKSPACE"] = str(workspace.root)
    if demo:
        os.environ["ROER_DEMO"] = "1"
    workspace.var.mkdir(exist_ok=True)
    set_up()
    from django.core.management import call_command

    is_new = not workspace.database.exists()
    call_command("migrate", verbosity=0, interactive=False)
    if is_new and workspace.database.exists():
        workspace.database.chmod(0o600)  # names, and the hashes of passwords
    return workspace


def set_up() -> None:
    """Set up Django for what needs its classes but no workspace, such as a file of ledger lines."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "roer.site.settings"
    import django
    from django.utils import translation

    django.setup()
    translation.activate("nl")
