//! What is written: the Word report, the Excel appendix, the blank workbook, reviews.
