"""The almanac: which days a rhythm falls on, and which are public holidays. Alone knows dateutil and holidays."""
