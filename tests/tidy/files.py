"""What lies in the project at all: its top level, its sizes, nothing unused, nothing of the machine it was made on."""
import posixpath
import re

from tree import SOURCES

TOP = {"CMakeLists.txt", "kiosk", "sync", "assets", "platform", "tests", "README.md"}
LINES_MAX = 500
SCRIPT = re.compile(r"#!.*\b(bash|sh|python3|node)\b")
# Written in pieces, so that this file does not find itself.
FOREIGN = [
    ("a path of one machine", "/(wor" + r"k|roo" + r"t|hom" + r"e/\w+)/|/tm" + r"p/brief"),
    ("a download address", r'"reso' + r'lved"\s*:|\b(registry|artifactory|nexus|mirror)\.[\w.-]+\.\w+|deb\.' + r"debian\.org|index-u" + "rl"),
]


def top_level(tree):
    """Nothing stands at the top but what the README maps."""
    names = {path.split("/")[0] for path in tree}
    return [f"{name}: does not belong to the top level; it holds {', '.join(sorted(TOP))} and dotfiles"
            for name in sorted(names) if name not in TOP and not name.startswith(".")]


def length(tree):
    """A file that somebody reads is short enough to be read."""
    return [f"{path}: {text.count(chr(10))} lines; split it, {LINES_MAX} is the most"
            for path, text in tree.matching(r".*\.(cpp|h|py|sh|mjs|js|cmake)|.*/(run|start|\w+_sanitizer)")
            if text.count("\n") > LINES_MAX]


def foreign(tree):
    """No path of a developer's machine and no address of a package registry."""
    findings = []
    for path, text in sorted(tree.items()):
        for name, pattern in FOREIGN:
            for number, line in enumerate(text.split("\n"), 1):
                if re.search(pattern, line):
                    findings.append(f"{path}:{number}: {name}: {line.strip()[:100]}")
    return findings


def unused_headers(tree):
    """Every header is included by somebody besides the source of the same name."""
    included = {}
    for path, text in tree.items():
        if path.endswith((".cpp", ".h")):
            for target in re.findall(r'#include\s*"([^"]+)"', text):
                for name in (target, posixpath.normpath(posixpath.join(posixpath.dirname(path), target))):
                    included.setdefault(name, set()).add(path)
    return [f"{path}: nobody includes it; remove it or make it part of its source" for path, _ in tree.matching(SOURCES)
            if path.endswith(".h") and not included.get(path, set()) - {path[:-2] + ".cpp"}]


def unused_assets(tree):
    """Every asset is named in some other file, by its name or by its name without ending; a script by which assets were made names them; the pictures are the README's."""
    texts = {path: text for path, text in tree.items() if text and not path.startswith(("assets/lang/", "README"))}
    findings = []
    for path, _ in tree.matching(r"assets/.*"):
        name = posixpath.basename(path)
        stem = name.split(".")[0]
        if path.startswith("assets/web/pictures/"):
            if path not in (tree.get("README.md") or ""):
                findings.append(f"{path}: the README does not show it; remove it")
            continue
        words = [name, f'"{stem}"', f"/{stem}."] if not re.search(r"licen[cs]e|ofl", name, re.I) else None
        if path.startswith("assets/lang/"):
            words = [f'"{stem}"', f"lang.{stem}"]
        if SCRIPT.match(tree[path].split("\n", 1)[0]) or path.endswith(".py"):
            made = [posixpath.basename(other) for other in tree if other != path and posixpath.dirname(other) == posixpath.dirname(path)]
            if not any(other in tree[path] for other in made):
                findings.append(f"{path}: names nothing that lies beside it; remove it")
        elif words and not any(word in text for other, text in texts.items() if other != path for word in words):
            findings.append(f"{path}: nothing uses it; remove it")
    return findings


def unused_scripts(tree):
    """Every script is started by another file of the project or named in its documentation."""
    findings = []
    for path, text in sorted(tree.items()):
        if not SCRIPT.match(text.split("\n", 1)[0]):
            continue
        name = posixpath.basename(path)
        if path != ".ci/run" and not path.startswith("assets/") and not any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", other_text) for other, other_text in tree.items()
                                         if other != path and not other.startswith("assets/")):
            findings.append(f"{path}: no other file starts or names it; remove it or document it")
    return findings


RULES = [top_level, length, foreign, unused_headers, unused_assets, unused_scripts]
