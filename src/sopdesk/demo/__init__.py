"""The demo desk: a café with a counter and a small shop, its people, and three months of their acts."""
