"""Pop-ups of quotations and orders."""

from __future__ import annotations

import io

from addons.base.documents import attach
from addons.base.models import Attachment
from addons.mail.composing import EmailComposer
from addons.mail.models import Message
from addons.sale.models import Order
from addons.sale.printouts import order_printout
from core import CannotSet, House, Refused, Wizard, print_record, tick


class SendByEmail(EmailComposer, Wizard, title="Compose Email", on=Order):
    """Sends a quotation or an order to its customer, with its PDF (SPEC SO-5)."""

    record: Order
    pdf = tick("Attach the PDF")

    def opened(self) -> None:
        """A quotation is sent on paper, unless somebody says otherwise."""
        super().opened()
        self.pdf = True

    def confirm(self) -> Message | None:
        """A quotation that went out is sent."""
        done = super().confirm()
        if self.record.state == "quotation":
            self.record.mark_as_sent()
        return done

    def attached(self) -> list[Attachment]:
        """What was sent is kept with the order."""
        return [*super().attached(), *([self._paper()] if self.pdf else [])]

    def _paper(self) -> Attachment:
        files = House.of(self.env).files
        try:
            printed = print_record(self.env, self.record, order_printout.key, files)
        except CannotSet as why:
            raise Refused("No PDF can be attached: {why}", about="pdf", why=why.text) from why
        return attach(self.env, self.record, files.keep(io.BytesIO(printed.content), printed.name))
