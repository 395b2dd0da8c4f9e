"""The database: appending events with their projection, read models, drafts and pictures."""
