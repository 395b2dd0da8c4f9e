"""Printing: views in, bytes out. The only room that knows reportlab; import it where it is used, it costs 0.2 s."""
