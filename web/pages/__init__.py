"""The officers' pages: sign-in, inbox, task, start, case, notices. One page, one file; each view is a few lines."""

from web.pages import (
    cases,
    decisions,
    developer,
    exchanged,
    files,
    inbox,
    language,
    live,
    login,
    notices,
    password,
    provider,
    start,
    tasks,
    tokens,
)

blueprints = (
    login.page, password.page, provider.page, language.page, inbox.page, live.page, tasks.page, start.page, cases.page, decisions.page, exchanged.page, files.page, notices.page, tokens.page, developer.page,
)
