//! A report as blocks: paragraphs, runs, marks, tables, footnotes, and how the decree lays them out.
