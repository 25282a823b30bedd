"""What sets of labels say, whoever made them: agreement, bias, prevalence corrected for error, keyness.

`bootstrap` has the figure with its interval, and `confusion` the measures of tables of confusion; the rest, and
`tokenwatch.evaluate`, which measures tokenwatch itself, is built on these two.
"""

from tokenwatch.measure.agreement import Agreement, agree, agreement_frame
from tokenwatch.measure.bias import label_bias, lived_voice_bias, share_bias
from tokenwatch.measure.bootstrap import Figure
from tokenwatch.measure.keyness import Keyword, keyness, keyness_frame
from tokenwatch.measure.prevalence import Prevalence, correct_prevalence
from tokenwatch.measure.reliability import (
    cohen_kappa,
    confusion_frame,
    confusion_matrix,
    f1_by_category,
    krippendorff_alpha,
    percent_agreement,
)

__all__ = [
    "Agreement",
    "Figure",
    "Keyword",
    "Prevalence",
    "agree",
    "agreement_frame",
    "cohen_kappa",
    "confusion_frame",
    "confusion_matrix",
    "correct_prevalence",
    "f1_by_category",
    "keyness",
    "keyness_frame",
    "krippendorff_alpha",
    "label_bias",
    "lived_voice_bias",
    "percent_agreement",
    "share_bias",
]
