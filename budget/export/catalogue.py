"""What data catalogues and search engines ask for: the disclosure described in schema.org and DCAT terms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from budget.export.about import LICENCE_NAME, LICENCE_URL, About

MEDIA_TYPES = {".csv": "text/csv", ".json": "application/json"}
KEYWORDS = ("部门预算公开", "财政", "政府收支分类", "预算", "决算")


def disclosure_to_schema_org(about: About, files: Sequence[str]) -> dict[str, Any]:
    """A schema.org Dataset; `files` are the names of its parts, relative to the description."""
    period = {"temporalCoverage": f"{about.fiscal_year}-01-01/{about.fiscal_year}-12-31"} if about.fiscal_year else {}
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": about.title,
        "description": _description(about),
        "identifier": [f"sha256:{digest}" for _, digest in about.files],
        "inLanguage": "zh-CN",
        "keywords": list(KEYWORDS),
        "license": LICENCE_URL,
        "publisher": {"@type": "GovernmentOrganization", "name": about.publisher},
        **period,
        "isBasedOn": [{"@type": "CreativeWork", "name": name} for name, _ in about.files],
        "distribution": [
            {"@type": "DataDownload", "name": name, "contentUrl": f"data/{name}", "encodingFormat": media_type(name)}
            for name in files
        ],
    }


def disclosure_to_dcat(about: About, files: Sequence[str]) -> dict[str, Any]:
    """A DCAT dataset as JSON-LD."""
    start_end = {"dcat:startDate": f"{about.fiscal_year}-01-01", "dcat:endDate": f"{about.fiscal_year}-12-31"}
    period = {"dct:temporal": {"@type": "dct:PeriodOfTime", **start_end}} if about.fiscal_year else {}
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
        },
        "@type": "dcat:Dataset",
        "dct:title": {"@value": about.title, "@language": "zh-CN"},
        "dct:description": {"@value": _description(about), "@language": "zh-CN"},
        "dct:identifier": [f"sha256:{digest}" for _, digest in about.files],
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": about.publisher},
        "dct:license": {"@id": LICENCE_URL},
        "dct:rights": LICENCE_NAME,
        **period,
        "dcat:keyword": list(KEYWORDS),
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": name,
                "dcat:downloadURL": {"@id": f"data/{name}"},
                "dcat:mediaType": media_type(name),
            }
            for name in files
        ],
    }


def media_type(name: str) -> str:
    """The media type by the file's suffix.

    >>> media_type("lines.csv")
    'text/csv'
    """
    return MEDIA_TYPES[PurePath(name).suffix]


def _description(about: About) -> str:
    return "；".join(f"{label}：{value}" for label, value in about.lines())
