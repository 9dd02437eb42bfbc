"""Who waits for which message or signal."""

from __future__ import annotations

from web.rest.listing import filters, listing
from web.rest.shape import always, made, maybe, moment, shape, text

SUBSCRIPTION = shape(
    "EventSubscription", id=text("id"), eventType=text("kind"), eventName=text("name"),
    executionId=made("string", lambda row: row["token_id"] if row["instance_id"] else None, optional=True), processInstanceId=maybe("instance_id"),
    activityId=text("element"), createdDate=moment("created_at", optional=False), tenantId=always(None),
)
listing("/event-subscription", "event-subscription", SUBSCRIPTION, filters(
    "EventSubscriptionFilters", text="eventSubscriptionId eventName eventType executionId processInstanceId activityId", texts="tenantIdIn",
    flags="withoutTenantId includeEventSubscriptionsWithoutTenantId",
), post=False)
