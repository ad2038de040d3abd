"""The records that pass from stage to stage; all frozen, all free of geometry libraries and frames.

Places. A `Place` says where characters stand: physical page (from 1) and box in PDF points
(x0, top, x1, bottom of the page as displayed) for a PDF, line (from 1) for a converted text.
Money. A `Figure` keeps the characters as printed and their exact decimal in the *printed* unit;
`Figure.yuan` converts. A blank cell has `value is None` and `text == ""`: nothing printed is not 0.00.
"""

from budget.models.derived import once_per_disclosure
from budget.models.document import Coverage, Disclosure, DocumentFile, MaskedItem, Unread
from budget.models.findings import CheckClass, Finding, Operand, Status
from budget.models.forms import OVERALL_FORM_ID, FundingLine, Indicator, KeyTask, OverallForm, ProjectForm, Stated
from budget.models.kinds import FORM_KINDS, KIND_PATTERNS, KINDS, Kind, Sides, TableKind
from budget.models.messages import Argument, Message, Money, say
from budget.models.pages import Box, Grid, GridCell, GridRow, Page, Place, TextLine
from budget.models.prose import ContentsEntry, Section, Statement, StatementKind, Term
from budget.models.refs import CellRef, FormPart, FormRef, ProseRef, Ref, UnreadRef, parse_ref
from budget.models.tables import Figure, PrintedTable, Table, TableRow
from budget.models.vocabulary import ExpenditureKind, Fund, Level, Phase, RowRole, Side, Unit, Vintage

__all__ = [
    "OVERALL_FORM_ID",
    "Argument",
    "Box",
    "CellRef",
    "CheckClass",
    "ContentsEntry",
    "Coverage",
    "Disclosure",
    "DocumentFile",
    "ExpenditureKind",
    "FORM_KINDS",
    "Figure",
    "Finding",
    "FormPart",
    "FormRef",
    "Fund",
    "FundingLine",
    "Grid",
    "GridCell",
    "GridRow",
    "Indicator",
    "KINDS",
    "KIND_PATTERNS",
    "KeyTask",
    "Kind",
    "Level",
    "MaskedItem",
    "Message",
    "Money",
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
    "Section",
    "Side",
    "Sides",
    "Stated",
    "Statement",
    "StatementKind",
    "Status",
    "Table",
    "TableKind",
    "TableRow",
    "Term",
    "TextLine",
    "Unit",
    "Unread",
    "UnreadRef",
    "Vintage",
    "once_per_disclosure",
    "parse_ref",
    "say",
]
