"""Every rule can fail: it is fed a tree that breaks it, and one that does not."""
import unittest

import docs
import files
import layers
import texts
import tidy
from tree import Tree

RU = ('msgid ""\nmsgstr "Plural-Forms: nplurals=3; plural=0;\\n"\n\n', 'msgid "thanks"\nmsgstr "Спасибо"\n')
EN = ('msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=0;\\n"\n\n', 'msgid "thanks"\nmsgstr "Thank you"\n')
USES = {"kiosk/survey/view.cpp": 'ui.tr("thanks");\n'}


def po(ru=RU[1], en=EN[1], **more):
    return {"assets/lang/ru.po": RU[0] + ru, "assets/lang/en.po": EN[0] + en, **USES, **more}


HEADER = "// What it is for.\n#pragma once\nnamespace chalkpoint::ui {\n\n"

# (rule, a tree that is fine, [(what is broken, words the finding must have, a tree with it)])
CASES = [
    (layers.includes,
     {"kiosk/app/a.h": '#include "kiosk/survey/b.h"\n#include "sync/event/e.h"\n', "kiosk/survey/b.h": "", "sync/event/e.h": "",
      "sync/device/d.cpp": '#include "sync/event/e.h"\n'},
     [("feature to feature", "survey must not include", {"kiosk/survey/a.h": '#include "kiosk/desk/b.h"\n', "kiosk/desk/b.h": ""}),
      ("sync to kiosk", "event must not include", {"sync/event/a.h": '#include "kiosk/ui/b.h"\n', "kiosk/ui/b.h": ""}),
      ("device to hub", "device must not include", {"sync/device/a.cpp": '#include "sync/hub/b.h"\n', "sync/hub/b.h": ""}),
      ("hub to device", "hub must not include", {"sync/hub/a.cpp": '#include "sync/device/b.h"\n', "sync/device/b.h": ""}),
      ("platform to sync", "platform must not include", {"platform/a.cpp": '#include "sync/event/b.h"\n', "sync/event/b.h": ""}),
      ("sync to platform", "journal must not include", {"sync/journal/a.cpp": '#include "platform/b.h"\n', "platform/b.h": ""}),
      ("upwards", "ui must not include", {"kiosk/ui/a.cpp": '#include "kiosk/app/b.h"\n', "kiosk/app/b.h": ""}),
      ("not from the root", "no file of the project", {"kiosk/ui/a.cpp": '#include "b.h"\n', "kiosk/ui/b.h": ""}),
      ("a new layer", "belongs to no layer", {"kiosk/magic/a.cpp": ""})]),
    (layers.links, {"CMakeLists.txt": "layer(ui kiosk/ui PkgConfig::IMGUI)\nlayer(hub sync/hub wire event)\n"},
     [("a forbidden link", "hub must not link device", {"CMakeLists.txt": "layer(hub sync/hub wire device)\n"})]),
    (layers.outer_world,
     {"kiosk/survey/view.cpp": "#include <imgui.h>\n", "sync/journal/j.cpp": "#include <SQLiteCpp/SQLiteCpp.h>\n",
      "platform/clock.cpp": "std::chrono::steady_clock::now();", "sync/device/s.cpp": "// steady_clock::now() is not asked here\n"},
     [("ImGui", "ImGui", {"kiosk/survey/update.cpp": "#include <imgui.h>\n"}),
      ("SQL", "SQL", {"sync/device/step.cpp": "#include <sqlite3.h>\n"}),
      ("curl", "curl", {"sync/device/enroll.cpp": "#include <curl/curl.h>\n"}),
      ("clock", "a clock", {"kiosk/survey/update.cpp": "auto t = std::chrono::system_clock::now();\n"}),
      ("C clock", "a clock", {"sync/hub/routes.cpp": "auto t = time(nullptr);\n"}),
      ("chance", "randomness", {"kiosk/app/model.cpp": "std::random_device device;\n"})]),
    (files.top_level, {"kiosk/main.cpp": "", "README.md": "", ".ci/run": ""},
     [("a stranger", "does not belong", {"src/main.cpp": ""})]),
    (files.length, {"kiosk/a.cpp": "\n" * 500}, [("too long", "split it", {"kiosk/a.cpp": "\n" * 501})]),
    (files.foreign, {"a.md": "see tests/run and build/bin; the https://cloudevents.io page"},
     [("machine path", "path of one machine", {"a.md": "cd /ro" + "ot/x"}),
      ("registry", "download address", {"p.json": '"reso' + 'lved": "x"'})]),
    (files.unused_headers, {"kiosk/ui/a.h": "", "kiosk/ui/b.cpp": '#include "kiosk/ui/a.h"'},
     [("only its source", "nobody includes", {"kiosk/ui/a.h": "", "kiosk/ui/a.cpp": '#include "kiosk/ui/a.h"'})]),
    (files.unused_assets, {"assets/fonts/A.ttf": "", "kiosk/ui/t.cpp": '"A.ttf"', "assets/fonts/OFL.txt": "licence"},
     [("an orphan", "nothing uses", {"assets/fonts/B.ttf": "", "kiosk/ui/t.cpp": '"A.ttf"'}),
      ("a script of nothing", "names nothing", {"assets/fonts/make.py": "#!/usr/bin/env python3", "kiosk/ui/t.cpp": ""})]),
    (files.unused_scripts, {"tests/tool": "#!/usr/bin/env bash\n", "README.md": "tests/tool"},
     [("an orphan", "no other file starts", {"tests/tool": "#!/usr/bin/env bash\n", "README.md": ""})]),
    (texts.both_languages, po(),
     [("no file", "en.po: is missing", {"assets/lang/ru.po": "".join(RU)}),
      ("no entry", "'thanks' is missing", po(en="")),
      ("no words", "has no words", po(en='msgid "thanks"\nmsgstr ""\n')),
      ("a form too few", "plural forms", po('msgid "n"\nmsgid_plural "n"\nmsgstr[0] "а"\nmsgstr[1] "б"\n', 'msgid "n"\nmsgid_plural "n"\nmsgstr[0] "a"\nmsgstr[1] "b"\n')),
      ("other places", "different places", po('msgid "thanks"\nmsgstr "Код {code}"\n'))]),
    (texts.asked_for, po(), [("unknown key", "has no 'missing'", po(**{"kiosk/desk/view.cpp": 'ui.tr("missing")'}))]),
    (texts.used, po(), [("unused entry", "nothing shows 'old'", po(RU[1] + '\nmsgid "old"\nmsgstr "x"\n', EN[1] + '\nmsgid "old"\nmsgstr "x"\n'))]),
    (texts.no_words_in_code, {"kiosk/survey/view.cpp": '// слова\nui.tr("thanks")'},
     [("Russian in code", "words in code", {"kiosk/survey/view.cpp": 'ui.text("Спасибо")'})]),
    (docs.docstrings, {"kiosk/ui/a.h": HEADER + "/// Adds.\nint add(int a, int b);\n\nclass Ui {\n public:\n  /// Draws.\n  void draw();\n private:\n  void hidden();\n};\n"},
     [("a function", "'int add", {"kiosk/ui/a.h": HEADER + "int add(int a, int b);\n"}),
      ("a type", "'struct B", {"kiosk/ui/a.h": HEADER.replace("// What it is for.\n", "") + "struct B {\n  int b;\n};\n"}),
      ("a method", "'void draw", {"kiosk/ui/a.h": HEADER + "class Ui {\n public:\n  void draw();\n};\n"})]),
    (docs.header_purpose, {"kiosk/ui/a.h": HEADER}, [("no purpose", "what this file is for", {"kiosk/ui/a.h": "#pragma once\n"})]),
    (docs.readme_commands,
     {"README.md": "`platform/start --stop` and `tests/run`", "platform/start": "--stop", "tests/run": ""},
     [("no README", "is missing", {}),
      ("an option that is not", "no option --hurry", {"README.md": "`platform/start --hurry` `tests/run`", "platform/start": "", "tests/run": ""}),
      ("a command that is not", "does not exist", {"README.md": "`platform/start` `tests/run` `tests/bench/run`", "platform/start": "", "tests/run": ""}),
      ("an option of the terminal", "no option --colour", {"README.md": "`build/bin/chalkpoint run --colour` platform/start tests/run"})]),
    (docs.links, {"README.md": "[page](docs/a.md) [web](https://example.org) ![one](b.png)", "docs/a.md": "[up](../README.md)", "b.png": ""},
     [("a dead picture", "there is no c.png", {"README.md": "![gone](c.png)"})]),
    (docs.target_ids, {"kiosk/ui/TARGETS.md": "`next`", "kiosk/survey/view.cpp": 'ui.button("next", x)'},
     [("not listed", "is not listed", {"kiosk/ui/TARGETS.md": "", "kiosk/survey/view.cpp": 'ui.button("next", x)'}),
      ("not drawn", "which nothing draws", {"kiosk/ui/TARGETS.md": "`next` `gone`", "kiosk/survey/view.cpp": 'ui.button("next", x)'})]),
]


class Rules(unittest.TestCase):
    def test_each_rule_passes_what_is_fine_and_finds_what_is_not(self):
        for rule, fine, broken in CASES:
            with self.subTest(rule.__name__):
                self.assertEqual(rule(Tree(fine)), [])
            for what, words, tree in broken:
                with self.subTest(rule.__name__, broken=what):
                    self.assertIn(words, "\n".join(rule(Tree(tree))))

    def test_no_rule_is_without_a_case(self):
        self.assertEqual([rule.__name__ for rule in tidy.RULES], [rule.__name__ for rule, _, _ in CASES])


if __name__ == "__main__":
    unittest.main()
