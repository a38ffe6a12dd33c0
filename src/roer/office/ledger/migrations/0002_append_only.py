from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = """
CREATE TRIGGER ledger_no_{verb} BEFORE {VERB} ON ledger_ledgerentry
BEGIN
  SELECT RAISE(ABORT, 'the ledger is append-only');
END
"""
POSTGRESQL = (
    """
    CREATE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'the ledger is append-only';
    END
    $$
    """,
    """
    CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE ON ledger_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION ledger_append_only()
    """,
)


def _guard(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        for verb in ("update", "delete"):
            editor.execute(SQLITE.format(verb=verb, VERB=verb.upper()))
    elif editor.connection.vendor == "postgresql":
        for statement in POSTGRESQL:
            editor.execute(statement)


def _unguard(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        for verb in ("update", "delete"):
            editor.execute(f"DROP TRIGGER ledger_no_{verb}")
    elif editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER ledger_append_only ON ledger_ledgerentry")
        editor.execute("DROP FUNCTION ledger_append_only")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(_guard, _unguard)]
