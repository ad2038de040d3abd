"""The disclosure as a Fiscal Data Package (Frictionless): plain CSV files, their schema, where they come from.

The file `fiscal.csv` is the denormalised table that the Fiscal Data Package asks for; its columns carry a
`columnType`. The other files are the frames of the data dictionary as they are.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
import pandas as pd

from budget.export.about import LICENCE_NAME, LICENCE_URL, About, describe
from budget.export.csv_files import frame_to_csv, rows_to_csv, values_text
from budget.frames import FRAMES, Column, FrameSpec, frames_of
from budget.frames.dictionary import DECLARED
from budget.models import Disclosure, RowRole, Scope

FIELD_TYPES = {"money": "number", "text": "string", "flag": "boolean", "choice": "string"}
"""Types of the dictionary that are called otherwise in a package."""
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that the archive format knows: files of a package have none of their own."""

FISCAL_COLUMNS = msgspec.convert(DECLARED["fiscal"]["columns"], tuple[tuple[str, str, str, str], ...])
"""Name, type, Fiscal Data Package columnType, meaning."""
MEDIA_TYPE = "text/csv"
KEYWORDS = ("部门预算公开", "财政", "政府收支分类", "预算", "决算")


def disclosure_to_package_zip(disclosure: Disclosure) -> bytes:
    """The same files in one archive, for a download; the same bytes for the same document."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in package_files(disclosure).items():
            archive.writestr(zipfile.ZipInfo(name, date_time=ZIP_EPOCH), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def package_files(disclosure: Disclosure) -> dict[str, bytes]:
    """Every file of the package by its path: datapackage.json, descriptions for catalogues, the CSV files."""
    about = describe(disclosure)
    fiscal = rows_to_csv([name for name, *_ in FISCAL_COLUMNS], fiscal_rows(disclosure))
    texts = {"fiscal": fiscal} | {name: frame_to_csv(frames_of(disclosure)[name], name) for name in FRAMES}
    contents = {name: text.encode() for name, text in texts.items()}
    names = [f"{name}.csv" for name in contents]
    documents = {
        "datapackage.json": package_descriptor(about, contents),
        "schema.org.jsonld": disclosure_to_schema_org(about, names),
        "dcat.jsonld": disclosure_to_dcat(about, names),
    }
    described = {name: json.dumps(said, ensure_ascii=False, indent=2) + "\n" for name, said in documents.items()}
    files = {name: text.encode() for name, text in described.items()}
    return files | {f"data/{name}.csv": content for name, content in contents.items()}


def package_descriptor(about: About, contents: Mapping[str, bytes]) -> dict[str, Any]:
    """The content of datapackage.json."""
    titles = {"fiscal": ("支出（最末级功能科目）", "", _fiscal_schema())}
    titles |= {name: (spec.title, spec.scope, _frame_schema(spec)) for name, spec in FRAMES.items()}
    return {
        "profile": "tabular-data-package",
        "name": f"disclosure-{about.files[0][1][:12]}",
        "title": about.title,
        "description": about.text("\n"),
        "countryCode": "CN",
        "granularity": "aggregated",
        **({"fiscalPeriod": dict(zip(("start", "end"), about.period, strict=True))} if about.period else {}),
        "licenses": [{"name": "CC-BY-4.0", "path": LICENCE_URL, "title": LICENCE_NAME}],
        "sources": [{"title": f"{name} sha256:{digest}"} for name, digest in about.files],
        "contributors": [{"title": about.publisher, "role": "publisher"}],
        "resources": [_resource(name, *titles[name], content) for name, content in contents.items()],
    }


def fiscal_rows(disclosure: Disclosure) -> Iterator[tuple[Any, ...]]:
    """All expenditure by its lowest functional subject and kind: amounts that may be summed, none twice.

    A subject whose table prints no split into basic and project expenditure gives one row without a kind.
    """
    subjects = frames_of(disclosure)["subjects"]
    widest = subjects[subjects["scope"] == _widest_scope(subjects)]
    names = dict(zip(widest["code"], widest["name"], strict=True))
    head = (disclosure.document_id, disclosure.fiscal_year, disclosure.phase, disclosure.department)
    for row in widest[widest["row_role"] == RowRole.LEAF].to_dict("records"):
        code = row["code"]
        levels = [part for size in (3, 5, 7) for part in _level(code, size, names)]
        kinds = [("基本支出", "basic"), ("项目支出", "project")]
        split: list[tuple[str | None, Any, Any]] = [
            (kind, row[f"{key}_yuan"], row[f"{key}_cell"]) for kind, key in kinds if pd.notna(row[f"{key}_yuan"])
        ]
        for kind, amount, cell in split or [(None, row["total_yuan"], row["total_cell"])]:
            yield (*head, *levels, kind, amount, cell)


def _widest_scope(subjects: pd.DataFrame) -> Scope | None:
    present = set(subjects["scope"].dropna())
    return next((scope for scope in Scope if scope in present), None)


def _level(code: str, size: int, names: Mapping[str, str]) -> tuple[str | None, str | None]:
    part = code[:size] if len(code) >= size else None
    return part, names.get(part) if part else None


def _resource(name: str, title: str, scope: str, schema: Mapping[str, Any], content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "title": title,
        **({"description": scope} if scope else {}),
        "path": f"data/{name}.csv",
        "format": "csv",
        "mediatype": MEDIA_TYPE,
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }


def _fiscal_schema() -> dict[str, Any]:
    fields = [
        {"name": name, "type": kind, "description": meaning, **({"columnType": column_type} if column_type else {})}
        for name, kind, column_type, meaning in FISCAL_COLUMNS
    ]
    return {"fields": fields, "missingValues": [""]}


def _frame_schema(spec: FrameSpec) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in spec.columns], "missingValues": [""]}
    if spec.primary_key:
        schema["primaryKey"] = list(spec.primary_key)
    if spec.references:
        schema["foreignKeys"] = [_foreign_key(*reference) for reference in spec.references.items()]
    return schema


def _foreign_key(column: str, frame: str) -> dict[str, Any]:
    """To a row of the same document, which is the only one of the package: an empty value then points nowhere."""
    return {"fields": [column], "reference": {"resource": frame, "fields": [FRAMES[frame].key]}}


def _field(column: Column) -> dict[str, Any]:
    unit = {"unit": column.unit} if column.unit else {}
    values = {"constraints": {"enum": list(column.choices)}} if column.choices else {}
    description = f"{column.meaning}。{values_text(column)}" if column.choices else column.meaning
    return {
        "name": column.name,
        "type": FIELD_TYPES.get(column.type, column.type),
        "description": description,
        **unit,
        **values,
    }


# ---------------------------------------------------------------- what catalogues and search engines ask for


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
