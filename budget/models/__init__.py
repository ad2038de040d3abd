"""The records that pass from stage to stage; all frozen, all free of geometry libraries and frames.

Places. A `Place` says where characters stand: physical page (from 1) and box in PDF points
(x0, top, x1, bottom of the page as displayed) for a PDF, line (from 1) for a converted text.
Money. A `Figure` keeps the characters as printed and their exact decimal in the *printed* unit;
`Figure.yuan` converts. A blank cell has `value is None` and `text == ""`: nothing printed is not 0.00.
"""

from budget.models.derived import once_per_disclosure
from budget.models.document import Correction, Coverage, Disclosure, DocumentFile, MaskedItem, Unread, name_document
from budget.models.findings import CheckClass, Finding, Operand, Status, rule_title
from budget.models.forms import OVERALL_FORM_ID, FundingLine, Indicator, KeyTask, OverallForm, ProjectForm, Stated
from budget.models.kinds import FORM_KINDS, KIND_PATTERNS, KINDS, Kind, Sides, TableKind
from budget.models.messages import Message, Money, Sayable, choice_to_message, say
from budget.models.notices import Notice, NoticeKind
from budget.models.pages import Grid, GridCell, GridRow, Page, TextLine
from budget.models.places import Box, Place
from budget.models.prose import ContentsEntry, Section, Statement, Term
from budget.models.refs import CellRef, FormPart, FormRef, ProseRef, Ref, UnreadRef, parse_ref
from budget.models.tables import Figure, HeaderPath, PrintedTable, Table, TableRow, lowest_of, path_to_text
from budget.models.vocabulary import (
    CorrectionKind,
    ExpenditureKind,
    FormMatch,
    FormScope,
    Fund,
    Level,
    Measure,
    Phase,
    RowRole,
    Scope,
    Side,
    Stage,
    StatementKind,
    ThreePublicItem,
    Unit,
    Use,
    Vintage,
)

__all__ = [
    "FORM_KINDS",
    "KINDS",
    "KIND_PATTERNS",
    "OVERALL_FORM_ID",
    "Box",
    "CellRef",
    "CheckClass",
    "ContentsEntry",
    "Correction",
    "CorrectionKind",
    "Coverage",
    "Disclosure",
    "DocumentFile",
    "ExpenditureKind",
    "Figure",
    "Finding",
    "FormMatch",
    "FormPart",
    "FormRef",
    "FormScope",
    "Fund",
    "FundingLine",
    "Grid",
    "GridCell",
    "GridRow",
    "HeaderPath",
    "Indicator",
    "KeyTask",
    "Kind",
    "Level",
    "MaskedItem",
    "Measure",
    "Message",
    "Money",
    "Notice",
    "NoticeKind",
    "Operand",
    "OverallForm",
    "Page",
    "Phase",
    "Place",
    "PrintedTable",
    "ProjectForm",
    "ProseRef",
    "Ref",
    "RowRole",
    "Sayable",
    "Scope",
    "Section",
    "Side",
    "Sides",
    "Stage",
    "Stated",
    "Statement",
    "StatementKind",
    "Status",
    "Table",
    "TableKind",
    "TableRow",
    "Term",
    "TextLine",
    "ThreePublicItem",
    "Unit",
    "Unread",
    "UnreadRef",
    "Use",
    "Vintage",
    "choice_to_message",
    "lowest_of",
    "name_document",
    "once_per_disclosure",
    "parse_ref",
    "path_to_text",
    "rule_title",
    "say",
]
