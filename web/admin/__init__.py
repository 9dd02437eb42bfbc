"""Pages of the administrators: people, units, processes, operation. The engine decides who may; menus only hide."""

from web.admin import accounts, health, home, incidents, models, processes, units

blueprints = (home.page, accounts.page, units.page, processes.page, models.page, incidents.page, health.page)
