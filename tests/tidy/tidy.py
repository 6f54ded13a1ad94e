"""Applies every tidy rule to the project and prints what it finds.   usage: tidy.py SOURCE_DIR"""
import sys

import docs
import files
import layers
import texts
import tree

RULES = layers.RULES + files.RULES + texts.RULES + docs.RULES


def main():
    project = tree.read(sys.argv[1])
    if "CMakeLists.txt" not in project:
        sys.exit(f"tidy: {sys.argv[1]} is not the project; give its folder")
    failed = 0
    for rule in RULES:
        findings = rule(project)
        failed += bool(findings)
        print(f"{'FAILED' if findings else 'ok    '}  {rule.__name__}: {rule.__doc__.splitlines()[0]}")
        for finding in findings:
            print(f"        {finding}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
