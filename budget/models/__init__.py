"""The records that pass from stage to stage; all frozen, all free of geometry libraries and frames.

Places. A `Place` says where characters stand: physical page (from 1) and box in PDF points
(x0, top, x1, bottom of the page as displayed) for a PDF, line (from 1) for a converted text.
Money. A `Figure` keeps the characters as printed and their exact decimal in the *printed* unit;
`Figure.yuan` converts. A blank cell has `value is None` and `text == ""`: nothing printed is not 0.00.
Unions. What stands in one (a line of text or a grid, the kinds of references, the arguments of a message) is a tagged
`msgspec.Struct`, whose written form (`budget.models.serial`) says of which kind it is; all else is a dataclass.
"""

from budget.models.document import (
    Correction,
    Coverage,
    Disclosure,
    DocumentFile,
    MaskedItem,
    Unread,
    name_document,
    once_per_disclosure,
)
from budget.models.findings import CheckClass, Finding, Operand, Status, rule_title
from budget.models.forms import OVERALL_FORM_ID, FundingLine, Indicator, KeyTask, OverallForm, ProjectForm, Stated
from budget.models.kinds import FORM_KINDS, KIND_PATTERNS, KINDS, Kind, Sides, TableKind
from budget.models.messages import Message, Money, Notice, NoticeKind, Sayable, choice_to_message, say
from budget.models.pages import Grid, GridCell, GridRow, Page, TextLine, change_block, page_text
from budget.models.places import Box, Place
from budget.models.prose import ContentsEntry, Section, Statement, Term
from budget.models.refs import CellRef, FormPart, FormRef, ProseRef, Ref, UnreadRef, parse_ref
from budget.models.tables import Figure, HeaderPath, PrintedTable, Table, TableRow, lowest_of, path_to_text
from budget.models.vocabulary import (
    ConfirmedBy,
    CorrectionKind,
    Doubt,
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
