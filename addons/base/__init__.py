"""Users, roles, companies, contacts, currencies, units, attachments: what every other addon stands on."""
