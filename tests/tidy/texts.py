"""The words of the screens: every one that code asks for is there in every language, and none lies unused."""
import re

from tree import line_of, without_comments

CATALOGUE = r"assets/lang/(\w+)\.po"
# tr("key"), tr("key", n) and the lookups behind them; the key stands first.
ASKED = r'\b(?:tr|text_lookup\(\)\.get)\s*\(\s*"([^"]+)"\s*(,\s*[^")]+\)|,|\))'
LITERAL = r'"((?:\\.|[^"\\\n])*)"'


def entries(text):
    """The entries of a .po file as {msgid: {field: value}}, field being msgid, msgid_plural, msgstr, msgstr[0], …"""
    found = {}
    for block in re.split(r"\n[ \t]*\n", text):
        fields, field = {}, None
        for line in block.split("\n"):
            start = re.match(r'(msg(?:id|id_plural|str|ctxt)(?:\[\d+\])?)\s+"(.*)"\s*$', line)
            more = re.match(r'\s*"(.*)"\s*$', line)
            if start:
                field = start.group(1)
                fields[field] = start.group(2)
            elif more and field:
                fields[field] += more.group(1)
        if "msgid" in fields:
            found[fields["msgid"]] = fields
    return found


def catalogues(tree):
    return {re.fullmatch(CATALOGUE, path).group(1): entries(text) for path, text in tree.matching(CATALOGUE)}


def both_languages(tree):
    """Russian and English are equal: the same entries, none empty, all plural forms, the same {places}."""
    languages = catalogues(tree)
    findings = [f"assets/lang/{wanted}.po: is missing" for wanted in ("ru", "en") if wanted not in languages]
    every = {key for entry in languages.values() for key in entry}
    for language, found in languages.items():
        path = f"assets/lang/{language}.po"
        forms = re.search(r"nplurals\s*=\s*(\d+)", found.get("", {}).get("msgstr", ""))
        for key in sorted(every - {""}):
            if key not in found:
                findings.append(f"{path}: '{key}' is missing; the other language has it")
                continue
            fields = found[key]
            strings = {field: value for field, value in fields.items() if field.startswith("msgstr")}
            if not all(strings.values()):
                findings.append(f"{path}: '{key}' has no words")
            if "msgid_plural" in fields and (not forms or len(strings) != int(forms.group(1))):
                findings.append(f"{path}: '{key}' has {len(strings)} plural forms; the language has {forms.group(1) if forms else 'none named'}")
    for key in sorted(every - {""}):
        places = {language: set(re.findall(r"\{\w+\}", " ".join(value for field, value in found[key].items() if field.startswith("msgstr"))))
                  for language, found in languages.items() if key in found}
        if len({frozenset(place) for place in places.values()}) > 1:
            findings.append(f"assets/lang: '{key}' fills different places: {', '.join(f'{l} {sorted(p)}' for l, p in sorted(places.items()))}")
    return findings


def asked_for(tree):
    """Every key that code asks for by a literal is in the catalogues; with a number only if it has plural forms."""
    findings = []
    languages = catalogues(tree)
    for path, text in tree.matching(r"kiosk/.*\.(cpp|h)"):
        code = without_comments(text)
        for found in re.finditer(ASKED, code):
            for language, known in sorted(languages.items()):
                if found.group(1) not in known:
                    findings.append(f"{path}:{line_of(code, found.start())}: assets/lang/{language}.po has no '{found.group(1)}'")
    return findings


def used(tree):
    """Every entry is named in code, whole or as the beginning that code completes ("thanks." + group)."""
    literals = {found for path, text in tree.matching(r"kiosk/.*\.(cpp|h)") for found in re.findall(LITERAL, without_comments(text))}
    beginnings = {literal for literal in literals if re.fullmatch(r"[a-z][\w-]*(\.[\w-]+)*[._-]", literal)}

    def is_used(key):
        return key in literals or any(key.startswith(beginning) for beginning in beginnings)

    return [f"assets/lang/{language}.po: nothing shows '{key}'; remove it" for language, known in sorted(catalogues(tree).items())
            for key in sorted(known) if key and not is_used(key)]


def no_words_in_code(tree):
    """No Cyrillic stands in the code of a screen outside comments: words for people live in assets/lang."""
    findings = []
    for path, text in tree.matching(r"kiosk/(?!ui/)\w+/(view|update|flow|route|frame)[^/]*\.(cpp|h)"):
        code = without_comments(text)
        for found in re.finditer(LITERAL, code):
            if len(re.findall(r"[А-Яа-яЁё]", found.group(1))) > 1:
                findings.append(f"{path}:{line_of(code, found.start())}: words in code: {found.group(1)[:40]}; put them into assets/lang")
    return findings


RULES = [both_languages, asked_for, used, no_words_in_code]
