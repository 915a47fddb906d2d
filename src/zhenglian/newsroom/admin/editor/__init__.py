"""Writing: the editor's menu, listing, columns, import and preview. Review and release: the desk."""
