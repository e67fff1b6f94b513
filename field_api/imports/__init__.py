"""Files of portfolios: taken in, planned row by row, committed as one, taken back."""
