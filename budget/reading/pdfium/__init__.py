"""PDF files through pdfium: characters, rules, clips, ink. The only room that knows the library."""
