"""Amounts of money as people write them."""

from decimal import Decimal

SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$"}
"""The signs of currencies that have one of their own, by ISO 4217 code."""


def money(amount: Decimal, currency: str) -> str:
    """Give an amount with its currency: "£25", "€12.50", "CHF 25"; "25" where no currency is known."""
    digits = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    sign = SYMBOLS.get(currency.upper(), f"{currency} " if currency else "")
    return f"{sign}{digits}"
