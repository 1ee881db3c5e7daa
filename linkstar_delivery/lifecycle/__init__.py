"""Which state may follow which. Plain Python: values in, values out."""
