"""`python -m field_api`: the same as `kobra-field-api`."""

from field_api.command_line import main

if __name__ == "__main__":
    raise SystemExit(main())
