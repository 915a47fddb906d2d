"""The staff pages of the checks: lists that the office keeps."""
