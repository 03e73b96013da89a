"""Who signs, how a PDF is signed, and the judge of every received file; pyHanko is used here and nowhere else."""
