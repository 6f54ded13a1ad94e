"""The project's files as a mapping from path to text: what every tidy rule is a function of.

A rule takes a Tree and returns a list of findings, each one line: the place, what is wrong, what to do. Given a Tree made by hand it
can be shown to fail, which test_rules.py does for every rule.
"""
import os
import re
from pathlib import Path

LEFT_OUT = re.compile(r"^(build.*|\.git|node_modules|__pycache__)$")
BINARY = (".png", ".ttf", ".otf", ".woff2", ".db", ".gz", ".mo", ".ico")


class Tree(dict):
    """path (relative, with slashes) -> text; the text of a binary file is empty."""

    def matching(self, pattern):
        """(path, text) of the paths that wholly match the regular expression, sorted."""
        return [(path, self[path]) for path in sorted(self) if re.fullmatch(pattern, path)]


def read(root):
    """The working tree under root, without what is built or fetched."""
    tree = Tree()
    for folder, names, files in os.walk(root):
        names[:] = sorted(name for name in names if not LEFT_OUT.match(name))
        for name in files:
            path = Path(folder, name)
            if path.is_symlink() or not path.is_file() or name == ".git":
                continue
            key = path.relative_to(root).as_posix()
            fuzz_input = key.startswith("tests/fuzz/corpus/")
            tree[key] = "" if fuzz_input or name.endswith(BINARY) else path.read_text(encoding="utf-8", errors="replace")
    return tree


SOURCES = r"(kiosk|sync|platform)/.*\.(cpp|h)"


def without_comments(text):
    """C++ text with comments blanked and line numbers kept; string literals stay."""
    blank = lambda found: re.sub(r"[^\n]", " ", found.group(0)) if found.group(0).startswith("/") else found.group(0)
    return re.sub(r'R"\((?:.|\n)*?\)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|//[^\n]*|/\*(?:.|\n)*?\*/', blank, text)


def line_of(text, position):
    return text.count("\n", 0, position) + 1
