"""Pictures of readings, for matplotlib: each function takes an Axes or makes one, and gives it back.

The text alternative of a picture is the label of its Axes: ``ax.get_label()``. matplotlib keeps that name for
programs and never draws it, it stays when the figure is kept, and nothing new has to be learnt to read it.
"""

from tokenwatch.plots.calibration import plot_calibration
from tokenwatch.plots.dimensions import plot_dimensions
from tokenwatch.plots.keyness import plot_keyness
from tokenwatch.plots.ladder import plot_ladder
from tokenwatch.plots.platform_time import plot_platform_time
from tokenwatch.plots.presence import plot_presence

__all__ = [
    "plot_calibration",
    "plot_dimensions",
    "plot_keyness",
    "plot_ladder",
    "plot_platform_time",
    "plot_presence",
]
