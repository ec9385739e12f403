"""What a ticket has to do with sales: the customer's order, and the product that the ticket is about."""
