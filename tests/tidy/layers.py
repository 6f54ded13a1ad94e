"""Which layer may include which, and which file may hold the outer world: ImGui, SQL, curl, clocks, chance."""
import re

from tree import SOURCES, line_of, without_comments

# The arrows, as they are drawn in the README. What is reached over several arrows may be included too.
ARROWS = {
    "main": {"app"},
    "app": {"survey", "chalk", "desk", "admin", "journal", "device", "platform"},
    "survey": {"ui", "event"},
    "chalk": {"ui", "event"},
    "desk": {"ui", "event"},
    "admin": {"ui", "event"},
    "ui": set(),
    "platform": set(),
    "device": {"journal", "wire"},
    "hub": {"wire", "event"},
    "journal": {"event"},
    "wire": {"event"},
    "event": set(),
}

# What only these files may touch: the finding's name, what betrays it, who may.
HELD = [
    ("ImGui", r'#include\s*[<"]imgui|\bImGui::', r"kiosk/ui/.*|kiosk/.*/view[^/]*|platform/.*"),
    ("SQL", r"#include\s*[<\"](sqlite3\.h|SQLiteCpp/)", r"sync/journal/.*|sync/hub/sqlite_[^/]*"),
    ("cairo", r"#include\s*[<\"]cairo/", r"kiosk/(ui/print|admin/board_picture|ui/paper)\.(cpp|h)"),
    ("curl", r"#include\s*[<\"]curl/", r"sync/device/(curl_transport|hub_url)\.cpp"),  # the second only takes addresses apart
    ("a clock", r"\b\w+_clock\s*::\s*now\b|\bclock_gettime\s*\(|\bgettimeofday\s*\(|(?<![\w.>])time\s*\(\s*(NULL|nullptr|0|&\w+)\s*\)|\bglfwGetTime\s*\(",
     r"platform/.*|sync/hub/main\.cpp"),
    ("randomness", r"\bstd::random_device\b|\bgetrandom\s*\(|\brandombytes_(buf|random|uniform)\b|(?<![\w.>])rand\s*\(\s*\)", r"platform/.*|sync/hub/main\.cpp"),
]


def layer_of(path):
    """The layer a path belongs to, or None for what is none of ours."""
    if path == "kiosk/main.cpp":
        return "main"
    if path.startswith("platform/"):
        return "platform"
    parts = path.split("/")
    return parts[1] if len(parts) > 2 and parts[0] in ("kiosk", "sync") else None


def reach(layer):
    """Every layer reached from this one, itself among them."""
    seen, waiting = set(), [layer]
    while waiting:
        at = waiting.pop()
        if at not in seen:
            seen.add(at)
            waiting += ARROWS.get(at, ())
    return seen


def includes(tree):
    """Our own includes name the file from the root of the project and follow the arrows."""
    findings = []
    for path, text in tree.matching(SOURCES):
        layer = layer_of(path)
        if layer not in ARROWS:
            findings.append(f"{path}: belongs to no layer; put it into one of the folders the README names")
            continue
        for found in re.finditer(r'^[ \t]*#include\s*"([^"]+)"', without_comments(text), re.M):
            target, place = found.group(1), f"{path}:{line_of(text, found.start())}"
            if target not in tree:
                findings.append(f'{place}: "{target}" is no file of the project; name ours from its root, others in <>')
            elif layer_of(target) not in reach(layer):
                findings.append(f"{place}: {layer} must not include {target} ({layer_of(target)})")
    return findings


def links(tree):
    """The build links no layer to one it may not include."""
    findings = []
    text = tree.get("CMakeLists.txt", "")
    for found in re.finditer(r"^layer\((\w+)\s+\S+\s*([^)]*)\)", text, re.M):
        for other in found.group(2).split():
            if other in ARROWS and other not in reach(found.group(1)):
                findings.append(f"CMakeLists.txt:{line_of(text, found.start())}: {found.group(1)} must not link {other}")
    return findings


def outer_world(tree):
    """ImGui, SQL, curl, clocks and chance are touched only where they may be; everyone else gets them as arguments."""
    findings = []
    for path, text in tree.matching(SOURCES):
        code = without_comments(text)
        for name, pattern, allowed in HELD:
            if re.fullmatch(allowed, path):
                continue
            for found in re.finditer(pattern, code):
                findings.append(f"{path}:{line_of(code, found.start())}: {name} may not be used here ({found.group(0).strip()}); take it as an argument")
    return findings


RULES = [includes, links, outer_world]
