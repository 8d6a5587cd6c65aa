"""Writes in a form with LibreOffice, as somebody would who has it open: the cells are found by the code in the row.

    edit.py FORM OUT PROFILE < edits.json

An edit is {"code": …, "do": "append" | "paragraph" | "break" | "replace" | "delete_row", "text": …}; one with
{"do": "record"} has what comes after it recorded as tracked changes, {"do": "below", "text": …} writes below a table.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.text.ControlCharacter import LINE_BREAK, PARAGRAPH_BREAK


def said(name, value):
    of = PropertyValue()
    of.Name, of.Value = name, value
    return of


def connected(profile):
    name = "hoering" + Path(profile).name.replace("-", "")
    office = subprocess.Popen(
        [
            "soffice",
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--nologo",
            "--norestore",
            f"--accept=pipe,name={name};urp;",
        ],
        stderr=subprocess.DEVNULL,
    )
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(600):
        try:
            return office, resolver.resolve(
                f"uno:pipe,name={name};urp;StarOffice.ComponentContext"
            )
        except NoConnectException:
            if office.poll() is not None and office.returncode not in (0, 81):
                raise
            time.sleep(0.1)
    raise TimeoutError("LibreOffice does not answer")


def rows(document):
    for at in range(document.TextTables.Count):
        table = document.TextTables.getByIndex(at)
        for n in range(table.Rows.Count):
            yield table, n


def row_of(document, code):
    for table, n in rows(document):
        if code in table.getCellByPosition(0, n).String:
            return table, n
    raise LookupError(code)


def at_end(cell):
    cursor = cell.createTextCursor()
    cursor.gotoEnd(False)
    return cursor


def edit(document, one):
    act = one["do"]
    if act == "record":
        document.RecordChanges = True
        return
    if act == "below":
        table, _ = row_of(document, one["code"])
        pieces = document.Text.createEnumeration()
        while pieces.hasMoreElements():
            piece = pieces.nextElement()
            is_it = piece.supportsService("com.sun.star.text.TextTable")
            if is_it and piece.Name == table.Name:
                pieces.nextElement().String = one["text"]
        return
    table, n = row_of(document, one["code"])
    if act == "delete_row":
        table.Rows.removeByIndex(n, 1)
        return
    cell = table.getCellByPosition(1, n)
    if act == "replace":
        cell.String = one["text"]
        return
    cursor = at_end(cell)
    if act == "paragraph":
        cell.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
    if act == "break":
        cell.insertControlCharacter(cursor, LINE_BREAK, False)
    cell.insertString(cursor, one["text"], False)


def main():
    form, out, profile = (str(Path(p).resolve()) for p in sys.argv[1:4])
    office, context = connected(profile)
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    try:
        document = desktop.loadComponentFromURL(
            f"file://{form}", "_blank", 0, (said("Hidden", True),)
        )
        for one in json.load(sys.stdin):
            edit(document, one)
        kind = said("FilterName", "MS Word 2007 XML")
        document.storeToURL(f"file://{out}", (kind,))
        document.close(True)
    finally:
        try:
            desktop.terminate()
        except uno.getClass("com.sun.star.lang.DisposedException"):
            pass
        try:
            office.wait(30)
        except subprocess.TimeoutExpired:
            office.kill()


main()
