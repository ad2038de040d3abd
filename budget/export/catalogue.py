"""What data catalogues and search engines ask for: the disclosure described in schema.org and DCAT terms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from budget.export.about import LICENCE_NAME, LICENCE_URL, About

MEDIA_TYPE = "text/csv"
KEYWORDS = ("部门预算公开", "财政", "政府收支分类", "预算", "决算")


def disclosure_to_schema_org(about: About, files: Sequence[str]) -> dict[str, Any]:
    """A schema.org Dataset; `files` are the names of its parts, all CSV, relative to the description."""
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": about.title,
        "description": about.text("；"),
        "identifier": [f"sha256:{digest}" for _, digest in about.files],
        "inLanguage": "zh-CN",
        "keywords": list(KEYWORDS),
        "license": LICENCE_URL,
        "publisher": {"@type": "GovernmentOrganization", "name": about.publisher},
        **({"temporalCoverage": "/".join(about.period)} if about.period else {}),
        "isBasedOn": [{"@type": "CreativeWork", "name": name} for name, _ in about.files],
        "distribution": [
            {"@type": "DataDownload", "name": name, "contentUrl": f"data/{name}", "encodingFormat": MEDIA_TYPE}
            for name in files
        ],
    }


def disclosure_to_dcat(about: About, files: Sequence[str]) -> dict[str, Any]:
    """A DCAT dataset as JSON-LD."""
    start, end = about.period or ("", "")
    period = {"@type": "dct:PeriodOfTime", "dcat:startDate": start, "dcat:endDate": end}
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
        },
        "@type": "dcat:Dataset",
        "dct:title": {"@value": about.title, "@language": "zh-CN"},
        "dct:description": {"@value": about.text("；"), "@language": "zh-CN"},
        "dct:identifier": [f"sha256:{digest}" for _, digest in about.files],
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": about.publisher},
        "dct:license": {"@id": LICENCE_URL},
        "dct:rights": LICENCE_NAME,
        **({"dct:temporal": period} if about.period else {}),
        "dcat:keyword": list(KEYWORDS),
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": name,
                "dcat:downloadURL": {"@id": f"data/{name}"},
                "dcat:mediaType": MEDIA_TYPE,
            }
            for name in files
        ],
    }
