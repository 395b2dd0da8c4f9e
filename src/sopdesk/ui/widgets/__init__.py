"""The small pieces that screens are put together from."""
