"""The algorithms behind what is sealed, hashed and signed: the usual ones, and SM4, SM3 and SM2."""
