"""What questions return and what screens and PDFs show: frozen, named in the field's words, ready to print.

Instants are aware UTC; whoever shows them uses the house's zone (`HouseView.zone`). Names of people are printed
names, or "[erased]". Texts are Markdown where their docstring says so.
"""
