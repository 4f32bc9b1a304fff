"""What one file may cost. The limits keep a run under 500 MB of memory whatever the file claims about itself."""

MAX_FILE_BYTES = 100 * 1024 * 1024
"""A file on disk, pictures and all."""

MAX_TEXT_FILE_BYTES = 20 * 1024 * 1024
"""A file that is text only (.txt, .html): twenty megabytes are some 8,000 printed pages."""

MAX_CHARACTERS = 5_000_000
"""Characters of extracted text: some 2,000 printed pages."""

MAX_PART_BYTES = 96 * 1024 * 1024
"""One part of an Office file, unpacked; parts are streamed, never held as a tree."""

MAX_SMALL_PART_BYTES = 24 * 1024 * 1024
"""A part that is held as a tree: styles, numbering, footnotes."""

MAX_PACKAGE_BYTES = 256 * 1024 * 1024
"""All text parts of an Office file together, unpacked."""

MAX_PARTS = 10_000
"""Entries in the zip directory of an Office file."""

MAX_CELLS = 1_000_000
"""Rows times columns of one sheet: a single value in the last cell of a sheet claims 17 thousand million."""

MAX_MERGED = 100_000
"""Merged ranges of one sheet."""

MAX_ELEMENTS = 1_500_000
"""XML elements that are held at one time: one paragraph, one table, one small part (each takes up to 200 bytes)."""

MAX_WEB_ELEMENTS = 400_000
"""Elements of a web page, which is held as a whole."""

MAX_SEGMENTS = 500_000
"""Runs of text with a place of their own: paragraphs, printed lines, cells."""

MAX_PAGES = 3_000

MAX_PAGE_CHARACTERS = 200_000
"""One page of a PDF; a poster in small print has some 30,000."""

MAX_PDF_STREAM = 8 * 1024 * 1024
"""One stream of a PDF, unpacked, that is read in our own process; a page of running text has some 20 kB."""

MAX_PDF_STREAMS = 128 * 1024 * 1024
"""All of them but pictures."""

MAX_PDF_PICTURE = 64 * 1024 * 1024
"""Dots of a picture, bytes of a font: A4 at 600 dots an inch has 35 million."""

MAX_PDF_MEMORY = 480 * 1024 * 1024
"""Address space of the process that reads other PDF files; before it reads, it takes 40 MB."""

MAX_PDF_SECONDS = 60
"""Processor time of that process."""

MAX_OCR_PAGES = 100
"""Scanned pages of one file: each takes some seconds of a processor."""

MAX_OCR_PAGE_SECONDS = 60
MAX_OCR_SECONDS = 300

MAX_OCR_PIXELS = 16_000_000
"""One page as a picture, a byte a dot; A4 at 300 dots an inch has 8.7 million."""

MAX_OFFICE_SECONDS = 90
"""One run of LibreOffice over an old Word file."""

MAX_OFFICE_BYTES = 50 * 1024 * 1024
"""An old Word file that is handed to LibreOffice."""

MAX_FORM_BYTES = 10 * 1024 * 1024
"""A form that comes back filled in; one with a thousand lines has some 100 kB."""

MAX_FORM_MEMORY = 480 * 1024 * 1024
"""Address space of the process that reads it."""

MAX_FORM_SECONDS = 20
MAX_CELL_ROWS = 5_000
MAX_CELL_COLUMNS = 100
