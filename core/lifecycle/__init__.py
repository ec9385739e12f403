"""How addons come and go: manifest, catalog, plan, installer, migrations, options."""
