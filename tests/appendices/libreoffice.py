# Edits an appendix in LibreOffice: rows inserted, one moved and one deleted, a sheet renamed, a column widened, two
# figures typed over.
#   usage: libreoffice.py binh-lam-quy-3-2024-phu-luc.xlsx libreoffice.xlsx    (the system's python, with uno)
import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue


def prop(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


source, target = ["file://" + os.path.abspath(path) for path in sys.argv[1:3]]
profile = tempfile.TemporaryDirectory()
pipe = f"baocao{os.getpid()}"
office = subprocess.Popen(
    ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{profile.name}", f"--accept=pipe,name={pipe};urp;"]
)
context = uno.getComponentContext()
resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
for _ in range(60):
    try:
        context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.5)
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
document = desktop.loadComponentFromURL(source, "_blank", 0, (prop("Hidden", True),))
sheets = document.Sheets


def row_of(sheet, column, text):
    return next(row for row in range(400) if sheet.getCellByPosition(column, row).String == text)


figures = sheets.getByName("Số liệu")
figures.Rows.insertByIndex(1, 3)
figures.getCellByPosition(1, 2).String = "Ghi chú của Văn phòng"
figures.Rows.insertByIndex(40, 2)
# a row moved to the end, and the gap closed
row, end = row_of(figures, 0, "danh-gia.luot"), 395
moved = figures.getCellRangeByPosition(0, row, 6, row).RangeAddress
figures.moveRange(figures.getCellByPosition(0, end).CellAddress, moved)
figures.Rows.removeByIndex(row, 1)
# a row deleted with its figure
figures.Rows.removeByIndex(row_of(figures, 0, "tin-bai.tong"), 1)
figures.Columns.getByIndex(1).Width = 14000
typed = figures.getCellByPosition(3, row_of(figures, 0, "ho-so.tiep-nhan"))
typed.Value = typed.Value + 1
form = sheets.getByName("Phụ lục 1")
form.Rows.insertByIndex(8, 2)
words = form.getCellByPosition(3, row_of(form, 1, "Số nhiệm vụ đã hoàn thành"))
words.String = "mười lăm"
sheets.getByName("Nhiệm vụ").Name = "Bảng nhiệm vụ"
document.storeToURL(target, (prop("FilterName", "Calc MS Excel 2007 XML"),))
document.close(True)
try:
    desktop.terminate()
except Exception:
    pass
office.wait(20)
