"""What every addon is asked for free, asked of ours and of the outside one."""

import pytest

from core.testing.contract import *  # noqa: F403

pytestmark = pytest.mark.req(
    "AR-3", "AR-4", "AR-5", "HD-24", "MD-2", "MD-4", "MD-13", "MD-14", "SB-2", "SB-7", "XC-9", "XC-11", "XC-12"
)
