"""Paper: PDF files of HTML, made by WeasyPrint in a process of their own."""
