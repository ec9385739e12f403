"""An integrator's addon: loaner bikes from tickets, without a line changed elsewhere."""
