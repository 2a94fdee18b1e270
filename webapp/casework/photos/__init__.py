"""照片 photos of any subject: a visit, a case, evidence for a resolution.

照片 Photo · 还在手机里 expected (its words have arrived, the picture not yet) · 收到 kept · 不收 refused.
Invariants: a photo belongs to one subject; its bytes lie outside the database under their own hash and are reached
only through the scope check; what is kept was written anew by us (no EXIF, no place).
"""
