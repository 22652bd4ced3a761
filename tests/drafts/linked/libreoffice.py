# Edits a report in LibreOffice: words typed, looks changed, a sentence split, one deleted, one moved by cut and paste.
#   usage: libreoffice.py binh-lam-quy-3-2024.docx libreoffice.docx    (the system's python, with uno)
import os
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue


def prop(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


source, target = ["file://" + os.path.abspath(path) for path in sys.argv[1:3]]
office = subprocess.Popen(["soffice", "--headless", "--norestore", "--accept=socket,host=localhost,port=2901;urp;"])
context = uno.getComponentContext()
resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
for _ in range(60):
    try:
        context = resolver.resolve("uno:socket,host=localhost,port=2901;urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.5)
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
document = desktop.loadComponentFromURL(source, "_blank", 0, (prop("Hidden", True),))
text = document.Text


def items():
    found, every = [], text.createEnumeration()
    while every.hasMoreElements():
        one = every.nextElement()
        if one.supportsService("com.sun.star.text.Paragraph") and one.String.startswith("- "):
            found.append(one)
    return [one for one in found if any(letter.isdigit() for letter in one.String)]


first, second, third = items()[:3]
cursor = text.createTextCursorByRange(first.Start)
cursor.goRight(2, False)
text.insertString(cursor, "Nhìn chung, ", False)
second.CharWeight, second.CharColor = 150.0, 0xFF0000
cursor = text.createTextCursorByRange(third.Start)
cursor.goRight(third.String.find(",") + 1, False)
text.insertControlCharacter(cursor, 0, False)
items()[6].dispose()
controller = document.CurrentController
dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
view, moved = controller.ViewCursor, items()[9]
view.gotoRange(moved.Start, False)
view.gotoRange(moved.End, True)
view.goRight(1, True)
dispatcher.executeDispatch(controller.Frame, ".uno:Cut", "", 0, ())
view.gotoRange(items()[4].Start, False)
dispatcher.executeDispatch(controller.Frame, ".uno:Paste", "", 0, ())
document.storeToURL(target, (prop("FilterName", "MS Word 2007 XML"),))
document.close(True)
try:
    desktop.terminate()
except Exception:
    pass
office.wait(20)
