"""The pages of staff (/admin/), a folder a subject. Everything they save goes through `changes`.

`registration` registers them: the site imports this package, so it must not register anything itself.
"""
