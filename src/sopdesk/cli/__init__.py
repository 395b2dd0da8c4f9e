"""The command line: everything that needs no screen works without one."""
