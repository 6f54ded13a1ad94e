#!/usr/bin/env python3
"""Reads a workbook with nothing of ours or of its writer's: every sheet as JSON, its rows by column letter, with what kind each cell is."""
import json
import re
import sys
import xml.etree.ElementTree as ET
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CELL = re.compile(r"([A-Z]+)(\d+)")


def cells(row, shared, dates):
    found = {}
    for cell in row.iter(MAIN + "c"):
        letter, kind = CELL.fullmatch(cell.get("r")).group(1), cell.get("t", "n")
        value = cell.find(MAIN + "v")
        if cell.find(MAIN + "f") is not None:
            found[letter] = ["formula", cell.find(MAIN + "f").text]
        elif kind == "inlineStr":
            found[letter] = ["text", "".join(part.text or "" for part in cell.iter(MAIN + "t"))]
        elif kind == "s":
            found[letter] = ["text", shared[int(value.text)]]
        elif value is not None:
            found[letter] = ["time" if int(cell.get("s", "0")) in dates else "number", float(value.text)]
    return found


def main(path):
    with zipfile.ZipFile(path) as book:
        if book.testzip():
            sys.exit("a part of the package is damaged")
        names = book.namelist()
        shared = []
        if "xl/sharedStrings.xml" in names:
            shared = ["".join(part.text or "" for part in item.iter(MAIN + "t")) for item in ET.fromstring(book.read("xl/sharedStrings.xml"))]
        styles = ET.fromstring(book.read("xl/styles.xml"))
        formats = {int(one.get("numFmtId")): one.get("formatCode") for one in styles.iter(MAIN + "numFmt")}
        dates = {place for place, xf in enumerate(styles.find(MAIN + "cellXfs")) if "yy" in formats.get(int(xf.get("numFmtId", "0")), "")}
        links = {one.get("Id"): one.get("Target") for one in ET.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
        sheets = []
        for sheet in ET.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet"):
            tree = ET.fromstring(book.read("xl/" + links[sheet.get(LINK)].removeprefix("/xl/")))
            pane = tree.find(f"{MAIN}sheetViews/{MAIN}sheetView/{MAIN}pane")
            sheets.append({
                "name": sheet.get("name"),
                "frozen": pane is not None and pane.get("state") == "frozen",
                "widths": len(tree.findall(f"{MAIN}cols/{MAIN}col")),
                "rows": [cells(row, shared, dates) for row in tree.iter(MAIN + "row")],
            })
    print(json.dumps(sheets))


main(sys.argv[1])
