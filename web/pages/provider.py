"""Sign-in by the identity provider of the government, and linking one's account to it. Who it is comes from the provider; which account, from the link."""

from __future__ import annotations

import hmac

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from flask_wtf.csrf import validate_csrf
from werkzeug.wrappers import Response

from engine import Forbidden, NotFound
from engine.ports import Errand, IdentityProvider, IdentityRefused
from web import current, faults, i18n
from web.auth import back, cookies
from web.i18n import t

page = Blueprint("provider", __name__)
KEPT = "provider"


@page.get("/login/provider")
def begin() -> Response | tuple[str, int]:
    """Off to the provider. What only this browser and we know waits in its signed cookie."""
    return _off(request.args.get("next") or "", link=False)


@page.get("/login/provider/back")
def arrive() -> Response | tuple[str, int]:
    """Back from the provider: the same browser, the same errand, once (RFC 6749 10.12)."""
    kept = session.pop(KEPT, None)
    state = request.args.get("state", "")
    if not isinstance(kept, dict) or not hmac.compare_digest(str(kept.get("state", "")).encode(), state.encode()) or not state:
        return _door(t("fault.login.provider"), 400)
    try:
        identity = _provider().finish(Errand("", state, kept["nonce"], kept["verifier"]), request.args.get("code", ""))
    except IdentityRefused as error:
        current_app.logger.warning("sign-in by the provider: %s", error)
        return _door(t("fault.login.provider"), 401)
    people = current.engine().people
    if kept.get("link"):
        if current.session() is None:
            return _door(t("fault.login.provider"), 401)
        people.link(current.actor(), current.actor().account, identity)
        flash(t("provider.linked"), "good")
        return redirect(url_for("provider.mine"))
    try:
        actor = people.sign_in_with(identity, create=current.application().settings.oidc_create)
    except Forbidden as fault:
        return _door(faults.text_of(fault), 401)
    if token := cookies.token():
        people.close_session(token)
    spoken = session.get("language")
    session.clear()
    session["by"] = KEPT
    if spoken in i18n.LANGUAGES and spoken != actor.language:
        people.set_language(actor, spoken)
    answer = redirect(back.safe(kept.get("next"), url_for("inbox.show")))
    cookies.give(answer, people.open_session(actor.account, remote=request.remote_addr or "", agent=request.headers.get("User-Agent", "")[:200]))
    return answer


@page.get("/identity")
def mine() -> str:
    """One's own link, with a way to make or cut it."""
    _provider()
    settings = current.application().settings
    linked = settings.oidc_issuer in current.engine().people.linked(current.actor(), current.actor().account)
    return render_template("identity.html", linked=linked, label=settings.oidc_label or settings.oidc_issuer)


@page.get("/login/provider/out")
def leave() -> Response:
    """Off to the provider's own page for signing out: on a shared machine the next person would come in by the session that is left there."""
    return redirect(_provider().leave() or url_for("login.show"))


@page.get("/identity/link")
def link() -> Response | tuple[str, int]:
    """Off to the provider to link the account that is signed in.

    A link, not a form: the policy lets no form lead to another site. It carries the token all the same: else another site could have a browser
    that it signed in at the provider link that stranger to this account.
    """
    try:
        validate_csrf(request.args.get("token"))
    except ValueError:
        return redirect(url_for("provider.mine"))
    return _off("", link=True)


@page.post("/identity/cut")
def cut() -> Response:
    """Cuts one's own link."""
    current.engine().people.unlink(current.actor(), current.actor().account, current.application().settings.oidc_issuer)
    flash(t("provider.cut"), "good")
    return redirect(url_for("provider.mine"))


def _off(onward: str, *, link: bool) -> Response | tuple[str, int]:
    try:
        errand = _provider().begin()
    except IdentityRefused as error:
        current_app.logger.warning("sign-in by the provider: %s", error)
        return _door(t("fault.login.provider"), 503)
    session[KEPT] = {"state": errand.state, "nonce": errand.nonce, "verifier": errand.verifier, "next": onward[:1000], "link": link}
    return redirect(errand.url)


def _provider() -> IdentityProvider:
    found = current.application().identity
    if found is None:
        raise NotFound
    return found


def _door(problem: str, status: int) -> tuple[str, int]:
    return render_template("login.html", onward=url_for("inbox.show"), name="", problem=problem), status
