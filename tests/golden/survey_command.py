"""`chalkpoint survey check` and `survey evaluate` as somebody at a shell meets them: outcomes, one line for bad input, exit codes.

usage: survey_command.py PROGRAM FOLDER; FOLDER holds the shipped definitions
"""
import json
import pathlib
import subprocess
import sys
import tempfile

program, surveys = sys.argv[1:]
shipped = str(pathlib.Path(surveys, "nps.json"))
folder = tempfile.TemporaryDirectory()


def written(name, content):
    path = pathlib.Path(folder.name, name)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(path)


def run(*arguments):
    return subprocess.run([program, "survey", *arguments], capture_output=True, text=True, timeout=60)


def refused(arguments, *words):
    """One line on stderr that says where, nothing on stdout, a failing exit code."""
    done = run(*arguments)
    assert done.returncode == 1 and done.stdout == "", (arguments, done)
    assert done.stderr.count("\n") == 1, done.stderr
    for word in words:
        assert word in done.stderr, (word, done.stderr)


def evaluated(definition, answers):
    done = run("evaluate", definition, "--answers", answers)
    assert done.returncode == 0 and done.stderr == "" and done.stdout.count("\n") == 1, done
    return json.loads(done.stdout)


def survey(*elements):
    return {"elements": [{"type": "text", "name": "a", **element} for element in elements]}


good = written("good.json", {"nps": 9, "contact": False})
checked = sorted(pathlib.Path(surveys).glob("*.json"))
assert {path.stem for path in checked} >= {"nps", "told", "service", "first-days", "call", "renewal", "promoter"}, checked
for path in checked:
    done = run("check", str(path))
    assert done.returncode == 0 and done.stderr == "", (path, done)
refused(["check", "missing.json"], "missing.json", "Check its name")
refused(["check", folder.name], "cannot be read")
refused(["check", written("text.json", "no json")], "text.json", "byte 2")
refused(["check", written("property.json", survey({"colour": 1}))], "elements[0].colour", "not part of the subset")
refused(["check", written("bracket.json", survey({"visibleIf": "({b} = 1"}))], "elements[0].visibleIf", "never closed")
refused(["check", written("twice.json", survey({}, {}))], "elements[1].name", "Choose another name")
refused(["evaluate", shipped, "--answers", "missing.json"], "missing.json")
refused(["evaluate", shipped, "--answers", written("list.json", [1])], "list.json", "no object")
refused(["evaluate", shipped, "--answers", written("inner.json", {"nps": {"x": 1}})], "inner.json", "nps")
refused(["evaluate", str(pathlib.Path(folder.name, "twice.json")), "--answers", good], "elements[1].name")
refused(["evaluate", shipped, "--answers", good, "--lang", "xx"], "--lang")

outcome = evaluated(shipped, good)
assert list(outcome) == ["visible", "errors", "data"], outcome
assert outcome["errors"] == {} and outcome["data"] == {"nps": 9, "contact": False}, outcome
assert outcome["visible"][0] == "nps" and "phone" not in outcome["visible"], outcome
outcome = evaluated(shipped, written("phoneless.json", {"nps": 9, "contact": True}))
assert list(outcome["errors"]) == ["phone"] and outcome["errors"]["phone"], outcome
print("the survey commands answer as they should")
