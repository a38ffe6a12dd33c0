"""The words every room shares: frozen values that are valid from birth."""
