"""Files are attached to a document beside its conversation, with a plain form."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import sqlalchemy as sa

from addons.base.identities import make_user
from addons.product.models import Product
from core import Env
from tests.addons.helpdesk.screens import PASSWORD, screens_of, words
from tests.kernels import Acting

ADMIN, CLERK = "admin@example.com", "clerk@example.com"


def test_a_file_is_attached_without_scripts_and_read_by_whoever_reads_the_document(
    acting: Callable[..., Acting], tmp_path: Path
) -> None:
    shop = acting("product")

    def prepare(env: Env) -> int:
        make_user(env, ADMIN, PASSWORD, name="Admin", roles=["base.settings"])
        make_user(env, CLERK, PASSWORD, name="Clerk")
        env.new(Product, name="Helmet")
        env.session.flush()
        return int(env.session.scalars(sa.select(env[Product].id)).one())

    path = f"/product/product/{shop.run(prepare)}"
    with screens_of(shop, tmp_path) as screens:
        page = screens.of(ADMIN).get(path).text
        form = re.search(r'<form[^>]*action="(/files\?[^"]*)"[^>]*>', page)
        assert form is not None and 'enctype="multipart/form-data"' in form[0] and "data-upload" in form[0]
        token = re.findall(r'name="_token" value="([^"]+)"', page)[0]
        answer = screens.of(ADMIN).post(
            unescape(form[1]), data={"_token": token}, files={"file": ("size chart.pdf", b"%PDF-1.7 chart")}
        )
        assert (answer.status_code, answer.headers["location"]) == (303, path)
        seen = screens.of(CLERK).get(path).text
        assert "size chart.pdf" in words(seen)
        assert "/files?" not in seen, "who may not change the document is not offered to attach"
        link = re.search(r'class="file" href="(/files/\d+)"', seen)
        assert link is not None
        assert screens.of(CLERK).get(link[1]).content == b"%PDF-1.7 chart"
        refused = screens.of(CLERK).post(
            unescape(form[1]), data={"_token": screens.of(CLERK).token()}, files={"file": ("x.txt", b"x")}
        )
        assert refused.status_code == 403
