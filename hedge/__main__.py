"""``python -m hedge``: the command line."""

from hedge.cli.main import run

if __name__ == "__main__":
    run()
