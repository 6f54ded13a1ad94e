"""`chalkpoint survey list | show | publish | import | export | rollback | plan` as somebody at a shell meets them.

usage: published_command.py PROGRAM FOLDER; FOLDER holds the shipped definitions
"""
import json
import pathlib
import subprocess
import sys
import tempfile

program, surveys = sys.argv[1:]
folder = tempfile.TemporaryDirectory()
store = str(pathlib.Path(folder.name, "store"))
pathlib.Path(store).mkdir()


def run(*arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True, timeout=60)


def survey(command, *arguments, data=store):
    done = run("survey", command, "--data", data, *arguments)
    assert done.returncode == 0 and done.stderr == "", (command, arguments, done)
    return done.stdout


def refused(words, command, *arguments, data=store):
    """One line on stderr that says what and what to do, nothing on stdout, a failing exit code."""
    done = run("survey", command, "--data", data, *arguments)
    assert done.returncode == 1 and done.stdout == "" and done.stderr.count("\n") == 1, (command, arguments, done)
    for word in words:
        assert word in done.stderr, (word, done.stderr)


def written(name, content):
    path = pathlib.Path(folder.name, name)
    path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return str(path)


def history(name):
    return [line.split("\t") for line in survey("show", "--survey", name).splitlines()]


def definition(title):
    return {"title": {"default": title, "ru": f"{title} по-русски"}, "elements": [{"type": "comment", "name": "words"}]}


refused(["no store", "--data"], "list")
assert run("staff-pin", "--data", store).returncode == 0

listed = [line.split("\t") for line in survey("list").splitlines()]
assert {line[0] for line in listed} == {path.stem for path in pathlib.Path(surveys).glob("*.json")}, listed
assert all(line[2:4] == ["#1", "1"] for line in listed), listed
assert [line[1] for line in listed if line[0] == "nps"] == ["usual"], listed
for path in pathlib.Path(surveys).glob("*.json"):
    assert json.loads(survey("export", "--survey", path.stem)) == json.loads(path.read_text(encoding="utf-8")), path

# Published, read back to the letter, and back to what was before.
one, two = definition("One"), definition("Two")
told = survey("publish", "--survey", "nps", "--file", written("one.json", one), "--note", "shorter")
revision = told.split()[-1]
survey("publish", "--survey", "nps", "--file", written("two.json", two))
rows = history("nps")
assert [row[0] for row in rows] == ["#1", "#2", "#3"] and rows[1][1] == revision and rows[2][-1] == "*", rows
assert "shorter" in rows[1], rows
out = str(pathlib.Path(folder.name, "out.json"))
survey("export", "--survey", "nps", "--revision", revision, "--out", out)
assert json.loads(pathlib.Path(out).read_text(encoding="utf-8")) == one
assert list(json.loads(survey("export", "--survey", "nps"))) == list(two)
survey("rollback", "--survey", "nps", "--revision", "2", "--note", "two was worse")
assert history("nps")[-1][1] == revision and len(history("nps")) == 4
assert json.loads(survey("export", "--survey", "nps")) == one
survey("rollback", "--survey", "nps", "--revision", "1")
assert json.loads(survey("export", "--survey", "nps")) == json.loads(pathlib.Path(surveys, "nps.json").read_text(encoding="utf-8"))

# A draft waits until it is published.
survey("import", written("classes.json", one))
assert [line.split("\t")[0] for line in survey("list").splitlines()].count("classes") == 1
refused(["no survey classes"], "show", "--survey", "classes")
survey("publish", "--survey", "classes")
assert "draft" not in survey("list")
refused(["Nobody", "--file"], "publish", "--survey", "classes")

# What cannot be asked.
before = history("nps")
refused(["elements[0].colour", "bad.json"], "publish", "--survey", "nps", "--file",
        written("bad.json", {"elements": [{"type": "comment", "name": "a", "colour": 1}]}))
refused(["bad.json", "elements[0].colour"], "import", written("bad.json", {"elements": [{"type": "comment", "name": "a", "colour": 1}]}))
refused(["byte"], "publish", "--survey", "nps", "--file", written("half.json", '{"elements": ['))
refused(["60 KiB", "Shorten"], "publish", "--survey", "nps", "--file", written("long.json", definition("x" * 70_000)))
refused(["words"], "publish", "--survey", "told", "--file",
        written("form.json", {"elements": [{"type": "comment", "name": "else"}]}))
refused(["already"], "publish", "--survey", "nps", "--file", str(pathlib.Path(surveys, "nps.json")))
refused(["a-z"], "publish", "--survey", "Опрос", "--file", written("one.json", one))
refused(["a-z"], "import", written("Опрос.json", one))
refused(["no revision 77", "survey show"], "rollback", "--survey", "nps", "--revision", "77")
refused(["no survey nobody", "survey list"], "export", "--survey", "nobody")
refused(["missing.json"], "publish", "--survey", "nps", "--file", "missing.json")
refused(["note"], "publish", "--survey", "nps", "--file", written("one.json", one), "--note", "n" * 201)
assert history("nps") == before

# The plan.
assert json.loads(survey("plan")) == {}
plan = {"turns": [{"survey": "classes", "hours": "18:00-21:00", "days": ["mon"], "one_in": 5}]}
survey("plan", "--file", written("plan.json", plan))
assert json.loads(survey("plan")) == plan
refused(["turns[0].hours"], "plan", "--file", written("plan.json", {"turns": [{"survey": "classes", "hours": "later"}]}))
refused(["nobody"], "plan", "--file", written("plan.json", {"usual": "nobody"}))
refused(["told"], "plan", "--file", written("plan.json", {"usual": "told"}))
assert json.loads(survey("plan")) == plan
assert run("verify", "--data", store).returncode == 0
print("the commands for published surveys answer as they should")
