"""明账: what a Chinese public body publishes as its budget, read into records and frames.

>>> from budget import read_disclosure
>>> disclosure = read_disclosure("data/disclosures/changzhi-shangdang-2024/disclosure.txt")
>>> disclosure.department, disclosure.fiscal_year
('长治市生态环境局上党分局', 2024)
"""

from budget.disclosure import read_disclosure, read_many
from budget.errors import BudgetError
from budget.models import Disclosure
