"""Run the command as ``python -m tokenwatch``."""

from tokenwatch.cli import main

if __name__ == "__main__":
    main()
