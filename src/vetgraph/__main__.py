"""``python -m vetgraph``: the same as the command ``vetgraph``."""

from vetgraph.cli import main

if __name__ == "__main__":
    main()
