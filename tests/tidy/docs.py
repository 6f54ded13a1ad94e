"""What is written about the code: a docstring on every public declaration, commands and target ids that exist."""
import posixpath
import re

from tree import SOURCES, without_comments

DECLARATION = re.compile(r"^(template\b|(?:\[\[nodiscard\]\]\s*)?(?:class|struct|enum)\s+\w+[^;]*$|[A-Za-z_][\w:<>,\s*&]*[\s*&]\w+\s*\()")
NOT_DECLARATION = re.compile(r"^(namespace|using|#|public:|private:|protected:|return|if|for|while|static_assert|friend|extern \"C\"|}|explicit|~|virtual ~|bool operator|auto operator|struct \w+;|class \w+;)")


def declarations(text):
    """(line number, first line, documented) of each declaration at namespace scope or in the public part of a class.

    A comment documents the declaration below it and those that follow without an empty line, since small families share one. The
    comment that begins a header documents its types; one-line accessors speak for themselves, overrides by what they override.
    """
    text = re.sub(r'R"(\w*)\((?:.|\n)*?\)\1"', lambda raw: re.sub(r"[^\n]", " ", raw.group(0)), text)
    code, raw = without_comments(text).split("\n"), text.split("\n")
    scopes, documented, fresh = [], False, True  # a scope is what opened it: "namespace", "type" (public), "hidden", "other"
    purpose = text.startswith("//")
    for number, line in enumerate(code):
        stripped, comment = line.strip(), "//" in raw[number] and not raw[number].strip().startswith("#")
        if not raw[number].strip():
            documented, fresh = False, True
        elif comment and not stripped:
            documented = True
        if re.match(r"(private|protected):", stripped) and scopes:
            scopes[-1] = "hidden"
        elif re.match(r"public:", stripped) and scopes:
            scopes[-1], documented = "type", False
        visible = all(scope in ("namespace", "type") for scope in scopes)
        if stripped and visible and fresh and DECLARATION.match(stripped) and not NOT_DECLARATION.match(stripped):
            plain = re.match(r"(\w+)\s*\(|template\b", stripped) or re.search(r"= (default|delete);|\{ [^;]*; \}$|\boverride;$", stripped)
            is_type = re.match(r"(class|struct|enum)\b", stripped)
            if not plain:
                yield number + 1, stripped, documented or comment or (is_type and purpose)
        if comment:
            documented = True
        fresh = stripped == "" or stripped.endswith((";", "{", "}", ":", ">"))
        for opener in re.findall(r"[{}]", line):
            if opener == "}":
                if scopes:
                    scopes.pop()
            elif re.match(r"(inline )?namespace\b", stripped):
                scopes.append("namespace")
            elif re.match(r"(template\s*<.*>\s*)?(struct|class)\b", stripped):
                scopes.append("hidden" if re.search(r"\bclass\b", stripped) else "type")
            else:
                scopes.append("other")


def docstrings(tree):
    """Every public function in a header says what it does; types are described by it or by the comment that begins the header."""
    return [f"{path}:{number}: '{line[:60]}' has no docstring; say what it does, units and ranges, errors"
            for path, text in tree.matching(SOURCES) if path.endswith(".h")
            for number, line, documented in declarations(text) if not documented]


def header_purpose(tree):
    """Every header begins with what it is for."""
    return [f"{path}:1: begin with a comment that says what this file is for" for path, text in tree.matching(SOURCES)
            if path.endswith(".h") and not text.startswith("//")]


COMMANDS = {"platform/start": "platform/start", "tests/run": "tests/run", "tests/bench/run": "tests/bench/run"}
PROGRAMS = {"chalkpoint": r"(kiosk/app|kiosk)/.*\.cpp", "chalkpoint-hub": r"sync/hub/.*\.cpp"}


def readme_commands(tree):
    """What the README tells people to type exists, with the options it names."""
    text = tree.get("README.md")
    if text is None:
        return ["README.md: is missing"]
    findings = [f"README.md: does not name {command}" for command in ("platform/start", "tests/run") if command not in text]
    for number, line in enumerate(text.split("\n"), 1):
        for code in re.findall(r"`([^`]+)`", line) if "`" in line else ([line] if re.match(r"\s*(\$ )?(platform|tests|build/bin)/", line) else []):
            words = code.replace("$ ", "").split()
            if not words:
                continue
            program = words[0].removeprefix("build/bin/")
            if words[0] in COMMANDS:
                source = tree.get(words[0], "")
                if words[0] not in tree:
                    findings.append(f"README.md:{number}: {words[0]} does not exist")
            elif program in PROGRAMS and len(words) > 1:
                source = "".join(part for _, part in tree.matching(PROGRAMS[program]))
            else:
                continue
            for option in re.findall(r"(?<![\w-])--[a-z][\w-]*", code):
                if option not in source:
                    findings.append(f"README.md:{number}: {words[0]} has no option {option}")
    return findings


def target_ids(tree):
    """Every fixed target id that a view gives a touch target is listed in kiosk/ui/TARGETS.md, and every one listed exists."""
    listed_in, given = tree.get("kiosk/ui/TARGETS.md"), {}
    for path, text in tree.matching(r"kiosk/.*\.cpp"):
        for call in re.finditer(r'\b(?:button|touch_area|key|chip)\s*\(\s*(?:\w+\s*,\s*)?"([a-z]+(?:\.[\w-]+)*)"', without_comments(text)):
            given.setdefault(call.group(1), path)
    if listed_in is None:
        return ["kiosk/ui/TARGETS.md: is missing; it lists the ids of the touch targets"] if given else []
    listed = set(re.findall(r"`([^`\s]+)`", listed_in))
    literals = "".join(text for _, text in tree.matching(r"kiosk/.*\.(cpp|h)"))
    surveys = "".join(text for _, text in tree.matching(r"assets/surveys/.*\.json"))  # ids of questions begin with their names
    findings = [f"{path}: the target '{name}' is not listed in kiosk/ui/TARGETS.md" for name, path in sorted(given.items()) if name not in listed]
    for name in sorted(listed):
        if re.fullmatch(r"[a-z]+(\.[a-z-]+)+|[a-z]+", name) and f'"{name.split(".")[0]}"' not in surveys and f'"{name}"' not in literals and f'"{name.split(".")[0]}."' not in literals:
            findings.append(f"kiosk/ui/TARGETS.md: lists '{name}', which nothing draws")
    return findings


def links(tree):
    """Every link from a page of ours to another file leads to one."""
    findings = []
    for path, text in tree.matching(r".*\.md"):
        folder = path.rpartition("/")[0]
        for link in re.finditer(r"\]\(([^)#:\s]+)\)", text):
            to = posixpath.normpath(posixpath.join(folder, link.group(1)))
            if to not in tree and not any(other.startswith(to + "/") for other in tree):
                findings.append(f"{path}:{text.count(chr(10), 0, link.start()) + 1}: there is no {to}")
    return findings


RULES = [docstrings, header_purpose, readme_commands, links, target_ids]
