"""The roof: settings, addresses, command line, base templates and static files."""
