"""What lists and pages show beside a row, and the one row of a page, by statements that are written once."""
