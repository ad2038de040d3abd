"""Synthetic disclosures with known truth, printed in the layouts of three places, one figure changed where wanted."""

from tests.synthetic.disclosure import SyntheticDisclosure, make_disclosure
from tests.synthetic.style import Style

__all__ = ["Style", "SyntheticDisclosure", "make_disclosure"]
