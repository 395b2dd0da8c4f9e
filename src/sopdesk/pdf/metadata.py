"""What a file says of itself: the XMP packet (ISO 16684-1) that archives and readers look for."""

from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape

_MAKER = "SOPDesk"
_PLAIN = str.maketrans(dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF), " "))
"""Characters that XML cannot hold."""
_BEGIN = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
_SPACES = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
_ACCESSIBLE = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""
"""PDF/A knows no field for PDF/UA: the packet has to explain it (ISO 19005-3, 6.6.2.3)."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a file is called, in which language, when it was made, by whom, and about what."""

    title: str
    language: str
    made_at: datetime | None = None
    author: str = ""
    subject: str = ""


def packet(named: Named) -> bytes:
    """Give the packet: PDF/A-3a, PDF/UA-1, and the names."""
    fields = [
        "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>",
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(named.title)}</rdf:li></rdf:Alt></dc:title>',
        f"<dc:language><rdf:Bag><rdf:li>{escape(named.language)}</rdf:li></rdf:Bag></dc:language>",
        f"<xmp:CreatorTool>{_MAKER}</xmp:CreatorTool><pdf:Producer>{_MAKER}</pdf:Producer>",
    ]
    if named.author:
        fields.append(f"<dc:creator><rdf:Seq><rdf:li>{escape(named.author)}</rdf:li></rdf:Seq></dc:creator>")
    if named.subject:
        said = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(named.subject)}</rdf:li></rdf:Alt>'
        fields.append(f"<dc:description>{said}</dc:description>")
    if named.made_at is not None:
        stamp = named.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        fields += [f"<xmp:{name}>{stamp}</xmp:{name}>" for name in ("CreateDate", "ModifyDate", "MetadataDate")]
    spaces = " ".join(f'xmlns:{short}="{address}"' for short, address in _SPACES.items())
    body = "\n".join((*fields, _ACCESSIBLE))
    return (
        f'{_BEGIN}\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<rdf:Description rdf:about="" {spaces}>\n{body}\n</rdf:Description>\n</rdf:RDF></x:xmpmeta>\n'
        f'<?xpacket end="r"?>'
    ).encode()


def plain(text: str) -> str:
    """Give a text without controls; half a character, which nothing can encode, becomes a question mark."""
    return text.translate(_PLAIN).encode("utf-8", "replace").decode()
