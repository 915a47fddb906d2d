"""The census: which accounts really update, how far they reach, who will fail the next inspection.

A library of tables in and tables out, without Django: `import zhenglian.census as zc`.
"""
