"""Files in, procedures and incidents out, and back: the only importer of markdown_it, yaml and charset_normalizer."""
