# Edits a report with python-docx: a sentence moved, one deleted, one put in, the looks of one changed.
#   usage: python-docx.py binh-lam-quy-3-2024.docx python-docx.docx
import sys

import docx
from docx.oxml.ns import qn
from docx.text.run import Run

document = docx.Document(sys.argv[1])
marked = [paragraph for paragraph in document.paragraphs if "_bc" in paragraph._p.xml]
marked[1]._p.addprevious(marked[2]._p)
marked[5]._p.getparent().remove(marked[5]._p)
put = marked[3].insert_paragraph_before("Xã đã chủ động triển khai nhiệm vụ được giao.")
put.runs[0].bold = True
for run in marked[4]._p.iter(qn("w:r")):
    Run(run, marked[4]).italic = True
document.save(sys.argv[2])
