"""The ``hedge`` command."""
