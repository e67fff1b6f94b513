"""Everything that is kept about a visit or a person, in one archive that proves itself."""
