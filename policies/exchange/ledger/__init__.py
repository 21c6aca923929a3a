"""The ledger of promises (答复承诺事项台账) as staff keep it: out as a workbook or CSV, and back in row by row."""
