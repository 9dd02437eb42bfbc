"""Joint visits: plans and offers, what each department found, shares; random draws. See README.md."""

from web.joint import draws, overview, plans

blueprints = (overview.page, plans.page, draws.page)
