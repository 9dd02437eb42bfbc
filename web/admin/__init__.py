"""Pages of the administrators: people, units, processes, operation. The engine decides who may; menus only hide."""

from web.admin import accounts, exchanges, health, home, inbound, incidents, law, models, operating, processes, units

blueprints = (home.page, accounts.page, units.page, processes.page, models.page, law.page, incidents.page, inbound.page, operating.page, health.page, exchanges.page)
