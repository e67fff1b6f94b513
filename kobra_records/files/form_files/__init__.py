"""A form's own files as they come in from outside: looked at, and packed beside their workbook."""
