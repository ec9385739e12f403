"""What an order has to do with the warehouse: its deliveries, and what of it was delivered and returned."""
