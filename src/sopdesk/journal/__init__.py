"""Events as bytes, the Merkle log over them, checkpoints, sealed fields, keys, signatures, and their verification."""
