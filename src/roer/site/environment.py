"""What the surroundings tell the site: every setting with its name, meaning and default, read once."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from roer.core.values.errors import InputRefused, Problem
from roer.data.workspace import Workspace

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
YES = {"1", "true", "yes", "ja"}
NO = {"", "0", "false", "no", "nee"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """The settings of one installation. Without a workspace (as in tests) nothing is kept on disk."""

    workspace: Workspace | None
    """`ROER_WORKSPACE`: the folder of the programme."""
    database_url: str
    """`DATABASE_URL`: `postgres://…`; by default SQLite in the workspace."""
    secret_key: str
    """`ROER_SECRET_KEY`: signs sessions; by default made once and kept in the workspace, readable by its owner only."""
    demo: bool
    """`ROER_DEMO`: anybody may sign in as one of the example's people, without a password. Off by default."""
    debug: bool
    """`ROER_DEBUG`: error pages for developers. Off by default."""
    https: bool
    """`ROER_HTTPS`: the site is reached through https only. Off by default."""
    hosts: tuple[str, ...]
    """`ROER_HOSTS`: the host names that are answered, with commas between; by default loopback only."""
    port: int
    """`ROER_PORT`: where `roer serve` listens; 8000 by default."""

    @classmethod
    def read(cls, variables: Mapping[str, str] = os.environ) -> Environment:
        """The settings in these variables. Raises InputRefused, naming the variable, when one makes no sense."""
        root = variables.get("ROER_WORKSPACE", "")
        workspace = Workspace(Path(root).resolve()) if root else None
        hosts = tuple(host.strip() for host in variables.get("ROER_HOSTS", "").split(",") if host.strip())
        return cls(
            workspace=workspace,
            database_url=variables.get("DATABASE_URL") or _own_database(workspace),
            secret_key=variables.get("ROER_SECRET_KEY") or _own_secret(workspace),
            demo=_switch(variables, "ROER_DEMO"),
            debug=_switch(variables, "ROER_DEBUG"),
            https=_switch(variables, "ROER_HTTPS"),
            hosts=hosts or LOOPBACK,
            port=_port(variables),
        )


def _own_database(workspace: Workspace | None) -> str:
    return f"sqlite:///{workspace.database}" if workspace else "sqlite://:memory:"


def _own_secret(workspace: Workspace | None) -> str:
    """The secret kept in the workspace. Two processes that start at once agree, because only one link succeeds."""
    if workspace is None:
        return secrets.token_urlsafe(48)
    kept = workspace.var / "secret"
    if not kept.exists():
        workspace.var.mkdir(parents=True, exist_ok=True)
        mine = workspace.var / f"secret.{os.getpid()}"
        with os.fdopen(os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
        try:
            os.link(mine, kept)
        except FileExistsError:
            pass
        finally:
            mine.unlink()
    return kept.read_text()


def _switch(variables: Mapping[str, str], name: str) -> bool:
    word = variables.get(name, "").strip().lower()
    if word in YES | NO:
        return word in YES
    raise InputRefused([Problem("switch", f"'{word}' is geen ja of nee.", name, "Gebruik 1 of 0.")])


def _port(variables: Mapping[str, str]) -> int:
    word = variables.get("ROER_PORT") or "8000"
    if word.isdecimal() and 0 < int(word) < 65536:
        return int(word)
    raise InputRefused([Problem("port", f"'{word}' is geen poort.", "ROER_PORT", "Gebruik een getal van 1 tot 65535.")])
