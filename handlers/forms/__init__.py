"""Registration: forms, filling them in, chasing, checking and handing the list on."""

from handlers.forms import (
    changing,
    chasing,
    checking,
    deadlines,
    entering,
    exporting,
    filling,
    finishing,
    guiding,
    helping,
    making,
    postponing,
    progress,
    registering,
    returning,
    uploading,
)
from handlers.forms.common import routes

PARTS = (
    registering,
    entering,
    filling,
    finishing,
    changing,
    progress,
    helping,
    chasing,
    checking,
    returning,
    exporting,
    making,
    guiding,
    uploading,
    deadlines,
    postponing,
)
"""The modules whose routes make up the feature."""

__all__ = ["PARTS", "routes"]
