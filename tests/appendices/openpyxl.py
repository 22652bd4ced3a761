# Opens an appendix with openpyxl, types one figure over and saves it; openpyxl drops what formulas gave.
#   usage: openpyxl.py binh-lam-quy-3-2024-phu-luc.xlsx openpyxl.xlsx
import sys

sys.path = [path for path in sys.path if not path.endswith("appendices")]
import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
name = book.defined_names["bc_ho_so.tiep_nhan"]
[(sheet, cell)] = name.destinations
book[sheet][cell.replace("$", "")].value += 1
book[sheet].column_dimensions["B"].width = 60
book.move_sheet("Số liệu", -2)
book.save(sys.argv[2])
