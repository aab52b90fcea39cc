"""Packages of npm that judge galley. They are looked for in build/oracles/node_modules (`npm install --prefix build/oracles NAME…`), or
in the folder that GALLEY_NODE_MODULES names."""
import os
import shutil
import sys

root = os.environ.get("GALLEY_ROOT") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def missing(*packages):
    """Which of them are not there."""
    return [p for p in packages if not os.path.isdir(os.path.join(folder(), p))]


def folder():
    """The `node_modules` that has them, which may not be there."""
    return os.path.abspath(os.environ.get("GALLEY_NODE_MODULES") or os.path.join(root, "build/oracles/node_modules"))


def say(*packages):
    print("skipped: needs %s (npm install --prefix build/oracles %s)" % (", ".join((() if shutil.which("node") else ("node",)) + packages), " ".join(packages)))


def need(*packages):
    """The folder that has all of them; else says what is missing and ends the test as skipped."""
    left = missing(*packages)
    if left or not shutil.which("node"):
        say(*(left or packages))
        sys.exit(77)
    return folder()
