"""The namespaces that names of TTML are in (W3C, Timed Text Markup Language 2, §5.1)."""

TTML = "http://www.w3.org/ns/ttml"
PARAMETER = f"{TTML}#parameter"
STYLING = f"{TTML}#styling"
METADATA = f"{TTML}#metadata"

#: Of `xml:id` and `xml:lang`.
XML = "http://www.w3.org/XML/1998/namespace"
