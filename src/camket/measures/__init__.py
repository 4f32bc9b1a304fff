"""The ground that every room stands on: numbers, comparators, periods and units of measure. Knows no other room."""
