"""Links to other datasets: proposals with explained scores, and reviewed links read back.

records     a dataset (CSV, Turtle) as records to compare
names       a Chinese organisation's name taken apart
candidates  pairs of records that may be the same, with the parts of every score
sssom       the rows of SSSOM TSV, and writing candidates
reviewed    reviewed SSSOM TSV read back, accepted rows as quads

Nothing here decides that two things are the same: a person does, in the SSSOM table.
"""
