"""Web pages: the text of the article, found by trafilatura."""

from __future__ import annotations

from typing import Any

from hedge.documents.source import Source
from hedge.errors import InputError


def page_source(data: bytes, name: str) -> Source:
    """Read the main text of an HTML page, a paragraph a line; offsets refer to that text.

    Parameters
    ----------
    data : bytes
        The page; its encoding is taken from its head, or detected.
    name : str
        Its path.

    Returns
    -------
    Source
        The page's title, author, site and address are columns, its date the date, as far as the page says so.

    Raises
    ------
    InputError
        trafilatura is not installed, or the page holds no article.

    References
    ----------
    Barbaresi, A. (2021). Trafilatura: A web scraping library and command-line tool for text discovery and extraction.
    ACL-IJCNLP, system demonstrations.
    """
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise InputError(
            f"expected trafilatura to read the web page {name}, but it is not installed: pip install 'hedge[html]', or "
            "read it as plain text with --input-format text"
        ) from error
    try:
        page = bare_extraction(data, with_metadata=True, include_comments=False, include_tables=False)
    except Exception as error:  # trafilatura lets through what its parser and its date finder raise
        raise InputError(
            f"expected a web page, but {name} cannot be read as one ({type(error).__name__}: {str(error)[:120]}): save "
            "its text instead"
        ) from error
    found: dict[str, Any] = {} if page is None else page if isinstance(page, dict) else page.as_dict()
    text = found.get("text") or ""
    if not text.strip():
        raise InputError(f"expected a web page with an article, but none was found in {name}: save its text instead")
    columns = {"title": found.get("title"), "author": found.get("author"), "site": found.get("sitename"),
               "url": found.get("url")}  # fmt: skip
    return Source(
        id=name,
        text=text,
        date=found.get("date"),
        columns={key: str(value) for key, value in columns.items() if value},
    )
